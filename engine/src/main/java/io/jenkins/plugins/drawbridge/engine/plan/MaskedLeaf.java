package io.jenkins.plugins.drawbridge.engine.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.drawbridge.engine.plan.DifferenceWalk.Leaf;

/** Decides by where a value stands whether it is secret as a whole; else secrets inside it are masked. */
final class MaskedLeaf {

    private final boolean secret;
    private final boolean configMap;
    private final boolean custom;
    private final Masker masker;

    MaskedLeaf(JsonNode object, Masker masker) {
        String kind = object.path("kind").asText();
        this.secret = kind.equals("Secret");
        this.configMap = kind.equals("ConfigMap");
        this.custom = !BuiltIn.is(object);
        this.masker = masker;
    }

    JsonNode of(Leaf at, JsonNode value) {
        if (secret && at.top().equals("data")) {
            return masker.wholeBase64(value);
        }
        if ((secret && at.top().equals("stringData")) || isSecretByName(at)) {
            return masker.whole(value);
        }
        return configMap ? masker.configuration(value) : masker.value(value);
    }

    private boolean isSecretByName(Leaf at) {
        boolean inEnv = at.path().endsWith(".value") && SecretNames.looksSecret(at.label());
        boolean inConfigMap = configMap
                && (at.top().equals("data") || at.top().equals("binaryData"))
                && SecretNames.looksSecret(at.label());
        return inEnv || inConfigMap || (custom && SecretNames.isInlineSecret(at.label()));
    }
}
