package io.jenkins.plugins.drawbridge.engine.plan.smart;

import io.jenkins.plugins.drawbridge.engine.InputException;
import java.util.regex.Pattern;

/**
 * The tag and digest of an image name (grammar: the OCI distribution project's {@code reference} package).
 *
 * @param tag {@code latest} if the name has neither tag nor digest; empty if it has only a digest
 * @param digest empty: none
 */
record ImageTag(String tag, String digest) {

    private static final int LONGEST_NAME = 255;
    private static final String DOMAIN_PART = "(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)";
    private static final String PATH_PART = "[a-z0-9]+(?:(?:\\.|__?|-+)[a-z0-9]+)*+";
    private static final Pattern NAME = Pattern.compile("(?:(?:" + DOMAIN_PART + "(?:\\." + DOMAIN_PART
            + ")*|\\[[a-fA-F0-9:]+])(?::[0-9]+)?/)?" + PATH_PART + "(?:/" + PATH_PART + ")*+");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
    private static final Pattern DIGEST =
            Pattern.compile("sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128}");

    /** @throws InputException without a place, for what is no image name */
    static ImageTag parse(String image) {
        int at = image.indexOf('@');
        String digest = at < 0 ? "" : image.substring(at + 1);
        String tagged = at < 0 ? image : image.substring(0, at);
        int colon = tagged.indexOf(':', tagged.lastIndexOf('/') + 1);
        String tag = colon < 0 ? "" : tagged.substring(colon + 1);
        String name = colon < 0 ? tagged : tagged.substring(0, colon);
        boolean valid = name.length() <= LONGEST_NAME
                && NAME.matcher(name).matches()
                && (colon < 0 || TAG.matcher(tag).matches())
                && (at < 0 || DIGEST.matcher(digest).matches());
        if (!valid) {
            String shown = image.length() <= LONGEST_NAME ? image : image.substring(0, LONGEST_NAME) + "...";
            throw new InputException("couldn't parse image name \"" + shown + "\": invalid reference format");
        }
        return new ImageTag(tag.isEmpty() && digest.isEmpty() ? "latest" : tag, digest);
    }

    /** Whether the name always means the same image: a digest, or a tag that is a version. */
    boolean isFixed() {
        return !digest.isEmpty() || SemverTag.isSemver(tag);
    }
}
