package io.jenkins.plugins.drawbridge.server.runtime;

/**
 * The image of a container.
 *
 * @param image in full, {@code registry/shop/storefront:2.4.1}
 * @param version its tag, or the start of its digest; {@code latest} if it names neither
 */
public record ImageView(String container, String image, String version) {

    private static final int SHORT_DIGEST = 19;

    static ImageView of(String container, String image) {
        return new ImageView(container, image, version(image));
    }

    private static String version(String image) {
        int digest = image.indexOf('@');
        String named = digest < 0 ? image : image.substring(0, digest);
        int tag = named.indexOf(':', named.lastIndexOf('/') + 1);
        if (tag >= 0) {
            return named.substring(tag + 1);
        }
        if (digest >= 0) {
            String hash = image.substring(digest + 1);
            return hash.length() > SHORT_DIGEST ? hash.substring(0, SHORT_DIGEST) : hash;
        }
        return "latest";
    }
}
