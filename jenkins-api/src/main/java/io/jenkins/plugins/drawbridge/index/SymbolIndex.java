package io.jenkins.plugins.drawbridge.index;

import java.io.IOException;
import java.io.Writer;
import java.util.Set;
import java.util.TreeSet;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.StandardLocation;

/**
 * Writes {@code META-INF/services/annotations/org.jenkinsci.Symbol}: the classes with a {@code @Symbol}, one a line, by
 * which configuration as code and pipelines find them. Source: {@code org.jvnet.hudson:annotation-indexer}.
 */
public final class SymbolIndex extends AbstractProcessor {

    private static final String ANNOTATION = "org.jenkinsci.Symbol";

    private final Set<String> classes = new TreeSet<>();

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of(ANNOTATION);
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (TypeElement annotation : annotations) {
            for (Element type : round.getElementsAnnotatedWith(annotation)) {
                classes.add(processingEnv
                        .getElementUtils()
                        .getBinaryName((TypeElement) type)
                        .toString());
            }
        }
        if (round.processingOver() && !classes.isEmpty()) {
            write();
        }
        return false;
    }

    private void write() {
        try (Writer writer = processingEnv
                .getFiler()
                .createResource(StandardLocation.CLASS_OUTPUT, "", "META-INF/services/annotations/" + ANNOTATION)
                .openWriter()) {
            writer.write(String.join("\n", classes) + "\n");
        } catch (IOException failed) {
            processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, "the index of symbols: " + failed);
        }
    }
}
