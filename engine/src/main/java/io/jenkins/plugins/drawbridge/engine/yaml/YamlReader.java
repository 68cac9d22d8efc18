package io.jenkins.plugins.drawbridge.engine.yaml;

import io.jenkins.plugins.drawbridge.engine.InputException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads YAML text into nodes. Stateless. JSON is YAML here too. Errors do not carry SnakeYAML's as their cause: those
 * quote the text, and the text may hold a secret.
 *
 * <p>Only SnakeYAML's event parser is used: no tag is ever resolved and no class is ever named by the input. Merge keys
 * ({@code <<}) are followed as go-yaml follows them: a key of the mapping itself wins over a merged one, an earlier
 * merged mapping over a later one.
 */
public final class YamlReader {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private YamlReader() {}

    /**
     * The documents of a text, empty ones left out.
     *
     * @param source name of the text for messages, as the user knows it ({@code k8s/api.yaml}, {@code <stdin>})
     * @throws InputException with line and column, for a syntax error, a duplicate key, a type tag, a key that is a
     *     list, a mapping or null, or a limit that is passed. A number or boolean as a key is taken as written.
     */
    public static List<YamlNode> read(String source, String text, YamlLimits limits) {
        if (text.length() > limits.characters()) {
            throw new InputException(source + ": is longer than the " + limits.characters()
                    + " characters that are read at most; split it into several files.");
        }
        String content = JsonText.asYaml(withoutByteOrderMark(text));
        try {
            return documents(source, content, limits);
        } catch (MarkedYAMLException e) {
            throw syntaxError(source, e);
        } catch (ReaderException e) {
            throw unprintable(source, content, e);
        } catch (YAMLException | IllegalArgumentException e) {
            throw new InputException(source + ": is not valid YAML: " + e.getMessage());
        }
    }

    private static List<YamlNode> documents(String source, String content, YamlLimits limits) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        Parser parser = new ParserImpl(new StreamReader(content), options);
        List<YamlNode> documents = new ArrayList<>();
        while (!parser.checkEvent(Event.ID.StreamEnd)) {
            if (parser.getEvent().is(Event.ID.DocumentStart)) {
                YamlNode document = new DocumentBuilder(source, parser, new Budget(source, limits)).build();
                if (!isEmpty(document)) {
                    documents.add(document);
                }
            }
        }
        return documents;
    }

    private static boolean isEmpty(YamlNode document) {
        return document instanceof YamlScalar scalar && scalar.value().isNull();
    }

    private static String withoutByteOrderMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private static InputException syntaxError(String source, MarkedYAMLException e) {
        Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
        String sentence = "is not valid YAML: " + describe(e.getContext(), e.getProblem());
        return mark == null
                ? new InputException(source + ": " + sentence)
                : InputException.at(source, mark.getLine() + 1, mark.getColumn() + 1, sentence);
    }

    private static String describe(@Nullable String context, @Nullable String problem) {
        if (problem == null) {
            return context == null ? "syntax error" : context.strip();
        }
        if (problem.contains("TAB")) {
            return "a tab cannot stand here; use spaces.";
        }
        if (problem.startsWith("mapping values are not allowed")) {
            return "a key is not allowed here; check the indentation, and quote a text that contains \": \".";
        }
        return context == null ? problem.strip() : problem.strip() + " (" + context.strip() + ")";
    }

    private static InputException unprintable(String source, String content, ReaderException e) {
        int line = 1;
        int column = 1;
        for (int index = 0; index < content.length(); index += Character.charCount(content.codePointAt(index))) {
            int character = content.codePointAt(index);
            if (!StreamReader.isPrintable(character)) {
                break;
            }
            column = character == '\n' ? 1 : column + 1;
            line = character == '\n' ? line + 1 : line;
        }
        return InputException.at(
                source,
                line,
                column,
                String.format("character U+%04X is not allowed in YAML; write it as an escape.", e.getCodePoint()));
    }
}
