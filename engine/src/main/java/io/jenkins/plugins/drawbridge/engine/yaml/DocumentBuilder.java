package io.jenkins.plugins.drawbridge.engine.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.drawbridge.engine.InputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;

/** Builds the node of one document from the parser's events. Used once, by one thread. */
final class DocumentBuilder {

    private static final String CORE_TAGS = "tag:yaml.org,2002:";
    private static final int SHOWN_CHARACTERS = 60;

    private final String source;
    private final Parser parser;
    private final Budget budget;
    private final Map<String, Anchored> anchors = new HashMap<>();

    DocumentBuilder(String source, Parser parser, Budget budget) {
        this.source = source;
        this.parser = parser;
        this.budget = budget;
    }

    /** @param node null while the anchor's own node is still being read */
    private record Anchored(@Nullable YamlNode node, Budget.Cost cost) {}

    YamlNode build() {
        return node(1);
    }

    private YamlNode node(int depth) {
        Event event = parser.getEvent();
        if (event instanceof AliasEvent alias) {
            return alias(alias, depth);
        }
        NodeEvent start = (NodeEvent) event;
        if (start.getAnchor() == null) {
            return content(start, depth);
        }
        anchors.put(start.getAnchor(), new Anchored(null, new Budget.Cost(0, 0, 0)));
        Budget.Measure measure = budget.measure(depth);
        YamlNode node = content(start, depth);
        anchors.put(start.getAnchor(), new Anchored(node, measure.end()));
        return node;
    }

    private YamlNode alias(AliasEvent event, int depth) {
        Anchored anchored = anchors.get(event.getAnchor());
        if (anchored == null) {
            throw refuse(event, "alias *" + shown(event.getAnchor()) + " names no anchor of this document.");
        }
        if (anchored.node() == null) {
            throw refuse(event, "alias *" + shown(event.getAnchor()) + " stands inside its own anchor.");
        }
        budget.alias(anchored.cost(), depth, event.getStartMark());
        return anchored.node();
    }

    private YamlNode content(NodeEvent start, int depth) {
        if (start instanceof ScalarEvent scalar) {
            refuseTag(scalar, scalar.getTag());
            budget.enter(depth, scalar.getValue().length(), scalar.getStartMark());
            return scalar(scalar);
        }
        refuseTag(start, ((CollectionStartEvent) start).getTag());
        budget.enter(depth, 0, start.getStartMark());
        return start.is(Event.ID.MappingStart) ? mapping(start, depth) : sequence(start, depth);
    }

    private YamlScalar scalar(ScalarEvent event) {
        String text = event.getValue();
        JsonNode value = event.isPlain()
                ? PlainScalar.resolve(text, sentence -> refuse(event, sentence))
                : PlainScalar.text(text);
        return new YamlScalar(text, value, line(event), column(event));
    }

    private YamlList sequence(NodeEvent start, int depth) {
        List<YamlNode> items = new ArrayList<>();
        while (!parser.checkEvent(Event.ID.SequenceEnd)) {
            items.add(node(depth + 1));
        }
        parser.getEvent();
        return new YamlList(items, line(start), column(start));
    }

    private YamlMap mapping(NodeEvent start, int depth) {
        MappingBuilder mapping = new MappingBuilder(source);
        while (!parser.checkEvent(Event.ID.MappingEnd)) {
            Event keyEvent = parser.peekEvent();
            boolean plain = keyEvent instanceof ScalarEvent scalar && scalar.isPlain();
            YamlNode key = node(depth + 1);
            if (!(key instanceof YamlScalar name) || name.value().isNull()) {
                throw refuse(keyEvent, notAKey(key));
            }
            mapping.add(name, plain, node(depth + 1));
        }
        parser.getEvent();
        return mapping.build(line(start), column(start));
    }

    /** {@code {{NAME}}} without quotes reads as a mapping inside a mapping. */
    private static String notAKey(YamlNode key) {
        return key instanceof YamlMap
                ? "a key must be a text, a number or a boolean; if {{...}} is a placeholder, fill it in first (interpolate)."
                : "a key must be a text, a number or a boolean.";
    }

    private void refuseTag(Event event, @Nullable String tag) {
        if (tag != null) {
            String written = tag.startsWith(CORE_TAGS) ? "!!" + tag.substring(CORE_TAGS.length()) : tag;
            throw refuse(
                    event,
                    "type tag " + shown(written) + " is not allowed; remove it, and put quotes around what is a text.");
        }
    }

    private InputException refuse(Event event, String sentence) {
        return InputException.at(source, line(event), column(event), sentence);
    }

    static String shown(String text) {
        return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "...";
    }

    private static int line(Event event) {
        return event.getStartMark().getLine() + 1;
    }

    private static int column(Event event) {
        return event.getStartMark().getColumn() + 1;
    }
}
