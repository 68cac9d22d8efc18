package io.jenkins.plugins.drawbridge.engine.manifest.generate;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.manifest.ManifestText;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlLimits;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlNode;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlReader;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Faults;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the files of Secrets and ConfigMaps out of their descriptions. Stateless but for the folder. */
public final class Generator {

    private final GeneratorSchema schema;

    /** @param folder where the names of files in the descriptions start */
    public Generator(Path folder) {
        this.schema = new GeneratorSchema(folder);
    }

    /**
     * One file for each object, named {@code NAME.secret.yaml} or {@code NAME.configmap.yaml}.
     *
     * @param descriptions UTF-8 text, placeholders filled
     * @throws InputException with one line ({@code file:line:column: sentence}) for each fault
     */
    public List<ManifestText> generate(List<ManifestText> descriptions) {
        List<String> faults = new ArrayList<>();
        Map<String, ManifestText> files = new LinkedHashMap<>();
        Map<String, String> describedIn = new LinkedHashMap<>();
        for (ManifestText description : descriptions) {
            try {
                for (Generated object : objects(description)) {
                    ManifestText file = object.file();
                    if (files.putIfAbsent(file.name(), file) != null) {
                        faults.add(description.name() + ": " + object + " is in " + describedIn.get(file.name())
                                + " already; remove one of the two");
                    }
                    describedIn.putIfAbsent(file.name(), description.name());
                }
            } catch (InputException refused) { // told with those of the other files
                faults.add(String.valueOf(refused.getMessage()));
            }
        }
        if (!faults.isEmpty()) {
            throw new InputException(String.join("\n", faults));
        }
        return List.copyOf(files.values());
    }

    private List<Generated> objects(ManifestText description) {
        String text = new String(description.content(), StandardCharsets.UTF_8);
        List<YamlNode> documents = YamlReader.read(description.name(), text, YamlLimits.CONFIGURATION);
        if (documents.size() > 1) {
            throw new InputException(description.name() + ": holds " + documents.size()
                    + " YAML documents; put the secrets and config-maps into one");
        }
        Faults faults = new Faults(description.name());
        List<Generated> objects = documents.stream()
                .flatMap(document -> schema.section().read(document, faults).stream())
                .flatMap(List::stream)
                .toList();
        faults.throwIfAny();
        return objects;
    }
}
