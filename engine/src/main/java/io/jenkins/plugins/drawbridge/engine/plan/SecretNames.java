package io.jenkins.plugins.drawbridge.engine.plan;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of variables and keys whose value is taken for a secret although it stands in the open. */
final class SecretNames {

    private static final String WORDS =
            "PASSWORD|PASSWD|PASSPHRASE|TOKEN|SECRET|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY|ENCRYPTION_?KEY|CREDENTIALS?";

    private static final Pattern SECRET = Pattern.compile(WORDS);

    /** These name a place, a size or a time, not the secret. */
    private static final Pattern ABOUT = Pattern.compile(
            ".*_(?:FILE|PATH|DIR|NAME|TTL|SECONDS|MINUTES|HOURS|EXPIRY|EXPIRATION|LENGTH|SIZE|ENABLED|TYPE|ALGORITHM|HEADER|ISSUER|AUDIENCE)");

    /** An assignment inside a configuration file: indentation and name, separator, value. */
    static final Pattern ASSIGNMENT = Pattern.compile("(?im)^([ \\t\"'-]*[\\w.-]{0,80}(?:"
            + WORDS.replace("_?", "[_.-]?") + ")[\\w.-]{0,80}[\"']?[ \\t]*[:=][ \\t]*)(\\S[^\\r\\n]*)$");

    private static final Set<String> INLINE =
            Set.of("apiKey", "clientSecret", "passphrase", "password", "privateKey", "secretAccessKey");

    private SecretNames() {}

    static boolean looksSecret(String name) {
        String upper = name.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
        return upper.length() <= 300
                && SECRET.matcher(upper).find()
                && !ABOUT.matcher(upper).matches();
    }

    /** Fields of custom resources that hold a secret itself rather than a reference to one. */
    static boolean isInlineSecret(String field) {
        return INLINE.contains(field);
    }
}
