package io.jenkins.plugins.drawbridge.engine.manifest;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlLimits;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlNode;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What one file holds, and what is wrong with it.
 *
 * @param values that the manifests hold, aliases followed
 */
record UnderstoodText(String name, List<Manifest> manifests, long values, Faults faults) {

    static UnderstoodText of(ManifestText text) {
        Faults faults = new Faults();
        List<Manifest> manifests = new ArrayList<>();
        ObjectParser parser = new ObjectParser(faults);
        List<YamlNode> documents = documents(text, faults);
        for (int document = 0; document < documents.size(); document++) {
            manifests.addAll(parser.parse(documents.get(document), new ObjectParser.Place(text.name(), document + 1)));
        }
        long values = manifests.stream()
                .mapToLong(manifest -> ManifestLimits.countValues(manifest.body()))
                .sum();
        return new UnderstoodText(text.name(), manifests, values, faults);
    }

    private static List<YamlNode> documents(ManifestText text, Faults faults) {
        try {
            String characters = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text.content()))
                    .toString();
            return YamlReader.read(text.name(), characters, YamlLimits.MANIFESTS);
        } catch (CharacterCodingException e) {
            faults.add(text.name() + ": is not UTF-8 text; save it as UTF-8.");
        } catch (InputException e) {
            faults.add(String.valueOf(e.getMessage()));
        }
        return List.of();
    }
}
