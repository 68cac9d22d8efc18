package io.jenkins.plugins.drawbridge.engine.manifest.interpolate;

import io.jenkins.plugins.drawbridge.engine.yaml.DoubleQuoted;

/**
 * What a placeholder stands in, which decides how its value is written. The forms are mlp's wherever those are valid YAML
 * that says what the value says. So a backslash that begins an escape is one, and outside of double quotes a line break
 * becomes the two characters {@code \n}, since a value never adds lines.
 */
enum Context {
    /** {@code "{{X}}"}, in YAML or in a text that YAML does not quote. */
    DOUBLE_QUOTED {
        @Override
        String written(String value) {
            return doubleQuoted(value);
        }
    },
    /** {@code "https://{{X}}/"}: what is valid there goes in as it is. */
    PART_OF_DOUBLE_QUOTED {
        @Override
        String written(String value) {
            String plain = onOneLine(value);
            return Escapes.areAllComplete(plain) ? plain : doubleQuoted(value);
        }
    },
    /** {@code '{{X}}'}, or a part of it. */
    SINGLE_QUOTED {
        @Override
        String written(String value) {
            return onOneLine(value).replace("'", "''");
        }
    },
    /** <code>'{"json": "{{X}}"}'</code>. */
    DOUBLE_QUOTED_IN_SINGLE_QUOTED {
        @Override
        String written(String value) {
            return doubleQuoted(value).replace("'", "''");
        }
    },
    /** Anywhere else: bare, in a block, in a comment. */
    PLAIN {
        @Override
        String written(String value) {
            return onOneLine(value);
        }
    };

    abstract String written(String value);

    private static String doubleQuoted(String value) {
        StringBuilder written = new StringBuilder(value.length() + 16);
        int index = 0;
        while (index < value.length()) {
            int length = Escapes.lengthAt(value, index);
            if (length > 0 && value.charAt(index + 1) != '"') {
                written.append(value, index, index + length);
                index += length;
            } else {
                int character = value.codePointAt(index);
                DoubleQuoted.append(written, character);
                index += Character.charCount(character);
            }
        }
        return written.toString();
    }

    private static String onOneLine(String value) {
        return value.replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\u0085", "\\u0085")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }
}
