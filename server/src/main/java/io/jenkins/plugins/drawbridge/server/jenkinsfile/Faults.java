package io.jenkins.plugins.drawbridge.server.jenkinsfile;

import java.util.ArrayList;
import java.util.List;
import org.codehaus.groovy.ast.ASTNode;

/** What is wrong with a Jenkinsfile, each with its place. */
final class Faults {

    private static final int MOST = 50;

    private final String source;
    private final List<String> sentences = new ArrayList<>();

    Faults(String source) {
        this.source = source;
    }

    void report(ASTNode place, String sentence) {
        report(place.getLineNumber(), place.getColumnNumber(), sentence);
    }

    void report(int line, int column, String sentence) {
        if (sentences.size() < MOST) {
            sentences.add(source + ":" + Math.max(1, line) + ":" + Math.max(1, column) + ": " + sentence);
        }
    }

    void throwIfAny() {
        if (!sentences.isEmpty()) {
            throw new JenkinsfileException(sentences);
        }
    }
}
