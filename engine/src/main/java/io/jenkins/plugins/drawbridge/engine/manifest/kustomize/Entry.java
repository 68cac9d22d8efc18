package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlNode;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Shape;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Shapes;

/** A text of a kustomization that still knows where it stood: a path, an inline patch. */
record Entry(String text, int line, int column) {

    static Shape<Entry> shape(String words) {
        return Shapes.of(words, node -> Shapes.scalarText(node).map(text -> at(node, text)));
    }

    private static Entry at(YamlNode node, String text) {
        return new Entry(text, node.line(), node.column());
    }

    InputException refuse(String file, String sentence) {
        return InputException.at(file, line, column, sentence);
    }

    /** Its place only: a literal may be a secret. */
    @Override
    public String toString() {
        return line + ":" + column;
    }
}
