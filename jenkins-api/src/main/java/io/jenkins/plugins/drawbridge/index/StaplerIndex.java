package io.jenkins.plugins.drawbridge.index;

import java.io.IOException;
import java.io.Writer;
import java.util.Set;
import java.util.stream.Collectors;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.StandardLocation;

/**
 * Writes {@code <Class>.stapler} beside each class with a {@code @DataBoundConstructor}: the names of its parameters, by
 * which Stapler binds a form. Source: {@code org.kohsuke.stapler.jsr269.ConstructorProcessor}.
 */
public final class StaplerIndex extends AbstractProcessor {

    private static final String ANNOTATION = "org.kohsuke.stapler.DataBoundConstructor";

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
            round.getElementsAnnotatedWith(annotation).forEach(this::write);
        }
        return false;
    }

    private void write(Element constructor) {
        String names = ((ExecutableElement) constructor)
                .getParameters().stream()
                        .map(parameter -> parameter.getSimpleName().toString())
                        .collect(Collectors.joining(","));
        TypeElement type = (TypeElement) constructor.getEnclosingElement();
        String file =
                processingEnv.getElementUtils().getBinaryName(type).toString().replace('.', '/') + ".stapler";
        try (Writer writer = processingEnv
                .getFiler()
                .createResource(StandardLocation.CLASS_OUTPUT, "", file, constructor)
                .openWriter()) {
            writer.write("constructor=" + names + "\n");
        } catch (IOException failed) {
            processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, file + ": " + failed, constructor);
        }
    }
}
