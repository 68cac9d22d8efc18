package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.manifest.ManifestLimits;

/** What a build may still read and make. Used by one thread. */
final class Limits {

    private final ManifestLimits limits;
    private long bytesLeft;
    private int filesLeft;
    private long valuesLeft;
    private long madeLeft;
    private long charactersLeft;

    Limits(ManifestLimits limits) {
        this.limits = limits;
        this.bytesLeft = limits.bytes();
        this.filesLeft = limits.files();
        this.valuesLeft = limits.values();
        this.madeLeft = mostMade();
        this.charactersLeft = mostCharacters();
    }

    /** How much of the next file is to be read; one byte more than allowed shows that it is too large. */
    int nextRead() {
        return (int) Math.min(bytesLeft, Integer.MAX_VALUE - 1L) + 1;
    }

    void file(String name, int bytes) {
        bytesLeft -= bytes;
        filesLeft--;
        if (bytesLeft < 0) {
            throw new InputException(
                    name + ": with it, the build reads more than " + limits.bytes() + " bytes; build it in parts.");
        }
        if (filesLeft < 0) {
            throw new InputException(
                    name + ": with it, the build reads more than " + limits.files() + " files; build it in parts.");
        }
    }

    /** Of an object that is read. */
    void values(String name, JsonNode json) {
        valuesLeft -= ManifestLimits.countValues(json);
        if (valuesLeft < 0) {
            throw new InputException(name + ": with it, the objects hold more than " + limits.values()
                    + " values; build them in parts.");
        }
    }

    /** Of what a patch, a label or a replacement puts into objects: ten lines can double one ten times. */
    void made(String name, JsonNode json) {
        made(name, ManifestLimits.countValues(json));
    }

    void made(String name, long values) {
        madeLeft -= values;
        if (madeLeft < 0) {
            throw new InputException(name + ": with it, the build puts more than " + mostMade()
                    + " values into objects; build them in parts.");
        }
    }

    private int mostMade() {
        return limits.values() / 4;
    }

    /** Texts that are made, as names with a prefix are; and the output, in which one text may stand often. */
    void characters(String name, long count) {
        charactersLeft -= count;
        if (charactersLeft < 0) {
            throw new InputException(name + ": with it, the build makes more than " + mostCharacters()
                    + " characters; build it in parts.");
        }
    }

    /** Bytes of files become a third more characters in base64. */
    private long mostCharacters() {
        return 2L * limits.bytes();
    }

    void objects(String name, int count) {
        if (count > limits.objects()) {
            throw new InputException(name + ": more than " + limits.objects() + " objects; build them in parts.");
        }
    }
}
