package io.jenkins.plugins.drawbridge.engine.yaml;

import io.jenkins.plugins.drawbridge.engine.InputException;
import org.yaml.snakeyaml.error.Mark;

/** What one document has cost so far. An alias costs again what its anchor cost. Used by one thread. */
final class Budget {

    private final String source;
    private final YamlLimits limits;
    private long nodes;
    private long characters;
    private int aliases;
    private int deepest;

    Budget(String source, YamlLimits limits) {
        this.source = source;
        this.limits = limits;
    }

    /** What a subtree cost: its nodes, the characters of its scalars, and how many levels it has. */
    record Cost(long nodes, long characters, int levels) {}

    void enter(int depth, long textLength, Mark at) {
        charge(new Cost(1, textLength, 1), depth, at);
    }

    void alias(Cost cost, int depth, Mark at) {
        if (++aliases > limits.aliases()) {
            throw refuse(at, "uses more than " + limits.aliases() + " aliases in one document.");
        }
        charge(cost, depth, at);
    }

    private void charge(Cost cost, int depth, Mark at) {
        nodes += cost.nodes();
        characters += cost.characters();
        deepest = Math.max(deepest, depth + cost.levels() - 1);
        if (deepest > limits.depth()) {
            throw refuse(at, "is nested deeper than " + limits.depth() + " levels.");
        }
        if (nodes > limits.nodes()) {
            throw refuse(at, "the document grows beyond " + limits.nodes() + " nodes, aliases followed.");
        }
        if (characters > limits.characters()) {
            throw refuse(at, "the document grows beyond " + limits.characters() + " characters, aliases followed.");
        }
    }

    /** Starts to measure a subtree whose root is at {@code depth}; {@link Measure#end} says what it cost. */
    Measure measure(int depth) {
        Measure measure = new Measure(nodes, characters, deepest, depth);
        deepest = depth;
        return measure;
    }

    private InputException refuse(Mark at, String sentence) {
        return InputException.at(source, at.getLine() + 1, at.getColumn() + 1, sentence);
    }

    final class Measure {

        private final long nodesBefore;
        private final long charactersBefore;
        private final int deepestBefore;
        private final int depth;

        private Measure(long nodesBefore, long charactersBefore, int deepestBefore, int depth) {
            this.nodesBefore = nodesBefore;
            this.charactersBefore = charactersBefore;
            this.deepestBefore = deepestBefore;
            this.depth = depth;
        }

        Cost end() {
            Cost cost = new Cost(nodes - nodesBefore, characters - charactersBefore, deepest - depth + 1);
            deepest = Math.max(deepest, deepestBefore);
            return cost;
        }
    }
}
