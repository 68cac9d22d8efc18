package io.jenkins.plugins.drawbridge.engine.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.drawbridge.engine.InputException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an unquoted scalar means: the rules of go-yaml v3, which kustomize and kyaml follow.
 *
 * <p>Differences to general YAML 1.1: {@code yes}, {@code no}, {@code on}, {@code off} are text, so are dates and
 * {@code 12:30:45}; {@code 0644} is the octal number 420 and {@code 08} is 8. Difference to go-yaml: an integer beyond
 * 64 bits stays exact, and infinity is refused, since JSON has no such number.
 */
final class PlainScalar {

    private static final int LONGEST_NUMBER = 1000;
    private static final BigDecimal LARGEST_WRITTEN_OUT = new BigDecimal("1e21");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern INTEGER =
            Pattern.compile("([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*))");
    /** Underscores are ignored: anywhere, but in a number that begins with a point only between digits. */
    private static final Pattern ANYWHERE = Pattern.compile("_");

    private static final Pattern BETWEEN_DIGITS = Pattern.compile("(?<=[0-9])_(?=[0-9])");
    private static final int[] RADIX_OF_GROUP = {0, 0, 16, 2, 8, 10};

    private static final Map<String, JsonNode> WORDS = Map.ofEntries(
            Map.entry("", NullNode.getInstance()),
            Map.entry("~", NullNode.getInstance()),
            Map.entry("null", NullNode.getInstance()),
            Map.entry("Null", NullNode.getInstance()),
            Map.entry("NULL", NullNode.getInstance()),
            Map.entry("true", BooleanNode.TRUE),
            Map.entry("True", BooleanNode.TRUE),
            Map.entry("TRUE", BooleanNode.TRUE),
            Map.entry("false", BooleanNode.FALSE),
            Map.entry("False", BooleanNode.FALSE),
            Map.entry("FALSE", BooleanNode.FALSE));

    private static final Pattern NOT_A_JSON_NUMBER = Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

    private PlainScalar() {}

    /** Whether a text that is not empty stays one without quotes. */
    static boolean isText(String text) {
        try {
            return resolve(text, InputException::new).isTextual();
        } catch (InputException number) {
            return false;
        }
    }

    static JsonNode text(String text) {
        return TextNode.valueOf(text);
    }

    /** @param refusal makes the error, from its sentence, for a number that JSON or this reader does not have */
    static JsonNode resolve(String text, Function<String, InputException> refusal) {
        JsonNode word = WORDS.get(text);
        if (word != null) {
            return word;
        }
        char first = text.charAt(0);
        boolean maybeNumber = first == '+' || first == '-' || first == '.' || (first >= '0' && first <= '9');
        JsonNode number = maybeNumber ? number(text, refusal) : null;
        return number == null ? text(text) : number;
    }

    private static @Nullable JsonNode number(String text, Function<String, InputException> refusal) {
        if (text.length() <= 5 && NOT_A_JSON_NUMBER.matcher(text).matches()) {
            throw refusal.apply(text + " is no number that JSON has; put quotes around it if it is a text.");
        }
        String digits = (text.charAt(0) == '.' ? BETWEEN_DIGITS : ANYWHERE)
                .matcher(text)
                .replaceAll("");
        var integer = INTEGER.matcher(digits);
        boolean isInteger = integer.matches();
        if (!isInteger && !FLOAT.matcher(digits).matches()) {
            return null;
        }
        if (digits.length() > LONGEST_NUMBER) {
            throw refusal.apply("a number of " + digits.length() + " digits is too long to read;"
                    + " put quotes around it if it is a text.");
        }
        if (isInteger) {
            int group = 2;
            while (integer.group(group) == null) {
                group++;
            }
            return integer(new BigInteger(integer.group(1) + integer.group(group), RADIX_OF_GROUP[group]));
        }
        return decimal(Double.parseDouble(digits), text);
    }

    private static JsonNode decimal(double value, String text) {
        if (Double.isInfinite(value)) {
            return text(text);
        }
        boolean whole =
                value == Math.rint(value) && BigDecimal.valueOf(Math.abs(value)).compareTo(LARGEST_WRITTEN_OUT) < 0;
        return whole ? integer(new BigDecimal(value).toBigInteger()) : JsonNodeFactory.instance.numberNode(value);
    }

    private static JsonNode integer(BigInteger value) {
        if (value.bitLength() < Integer.SIZE) {
            return JsonNodeFactory.instance.numberNode(value.intValue());
        }
        return value.bitLength() < Long.SIZE
                ? JsonNodeFactory.instance.numberNode(value.longValue())
                : JsonNodeFactory.instance.numberNode(value);
    }
}
