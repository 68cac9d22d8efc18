package io.jenkins.plugins.drawbridge.server.run;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.manifest.ManifestLimits;
import io.jenkins.plugins.drawbridge.engine.manifest.ManifestReader;
import io.jenkins.plugins.drawbridge.engine.manifest.ManifestText;
import io.jenkins.plugins.drawbridge.engine.manifest.generate.Generator;
import io.jenkins.plugins.drawbridge.engine.manifest.hydrate.Hydrated;
import io.jenkins.plugins.drawbridge.engine.manifest.hydrate.Hydration;
import io.jenkins.plugins.drawbridge.engine.manifest.interpolate.Interpolation;
import io.jenkins.plugins.drawbridge.engine.manifest.interpolate.TextFiles;
import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.Kustomize;
import io.jenkins.plugins.drawbridge.server.cli.ExitCode;
import io.jenkins.plugins.drawbridge.server.cli.GenerateRequest;
import io.jenkins.plugins.drawbridge.server.cli.HydrateRequest;
import io.jenkins.plugins.drawbridge.server.cli.InterpolateRequest;
import io.jenkins.plugins.drawbridge.server.cli.KustomizeRequest;
import io.jenkins.plugins.drawbridge.server.cli.Surroundings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is done to files before a deploy. Everything is read and checked before the first file is written. */
final class WordActions {

    private static final String STDIN_RESULT = "output.yaml";

    private WordActions() {}

    static ExitCode interpolate(InterpolateRequest request, Surroundings surroundings) {
        boolean fromStdin = request.filenames().equals(List.of(ManifestReader.STDIN));
        TextFiles files = new TextFiles(ManifestLimits.DEFAULT, surroundings::complain, true, request.allowMissing());
        List<ManifestText> texts =
                texts(fromStdin ? request.filenames() : files.find(withoutStdin(request.filenames())), surroundings);
        List<ManifestText> filled =
                Interpolation.fill(texts, request.variables()).texts();
        OutputFolder out = new OutputFolder(request.out());
        filled.forEach(text -> out.add(text.name(), fromStdin ? STDIN_RESULT : baseName(text.name()), text.content()));
        out.write();
        return ExitCode.DONE;
    }

    private static List<String> withoutStdin(List<String> filenames) {
        if (filenames.contains(ManifestReader.STDIN)) {
            throw new InputException("cannot read from stdin and other paths together");
        }
        return filenames;
    }

    static ExitCode generate(GenerateRequest request, Surroundings surroundings) {
        TextFiles files = new TextFiles(ManifestLimits.DEFAULT, surroundings::complain, false, false);
        List<ManifestText> descriptions = texts(files.find(request.configFiles()), surroundings);
        List<ManifestText> generated = Interpolation.fill(descriptions, request.variables())
                .withoutValues(new Generator(request.folder())::generate);
        OutputFolder out = new OutputFolder(request.out());
        generated.forEach(text -> out.add(text.name(), text.name(), text.content()));
        out.write();
        return ExitCode.DONE;
    }

    static ExitCode hydrate(HydrateRequest request, Surroundings surroundings) {
        List<Hydrated> changed = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (String folder : request.folders()) {
            try {
                Hydration.of(folder, ManifestLimits.DEFAULT).ifPresent(changed::add);
            } catch (InputException refused) { // told with those of the other folders
                faults.add(String.valueOf(refused.getMessage()));
            }
        }
        if (!faults.isEmpty()) {
            throw new InputException(String.join("\n", faults));
        }
        changed.forEach(hydrated -> OutputFile.rewrite(hydrated.name(), hydrated.file(), hydrated.text()));
        return ExitCode.DONE;
    }

    static ExitCode kustomize(KustomizeRequest request, Surroundings surroundings) {
        Path output = request.output();
        if (output != null && Files.isDirectory(output)) {
            throw new InputException("output path is a directory instead of a file");
        }
        String built = new Kustomize(request.restrictor(), ManifestLimits.DEFAULT).build(request.folder());
        if (output == null) {
            surroundings.out().print(built);
            surroundings.out().flush();
        } else {
            OutputFile.write(output, built);
        }
        return ExitCode.DONE;
    }

    private static List<ManifestText> texts(List<String> filenames, Surroundings surroundings) {
        return new ManifestReader(surroundings.in(), ManifestLimits.DEFAULT).collect(filenames);
    }

    private static String baseName(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
