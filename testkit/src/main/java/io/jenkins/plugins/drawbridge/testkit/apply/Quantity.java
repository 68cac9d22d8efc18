package io.jenkins.plugins.drawbridge.testkit.apply;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Kubernetes quantities in their canonical form: no fraction, the largest suffix that fits ("1000m" is "1", "1024Mi" is "1Gi"). */
final class Quantity {

    private static final Pattern FORM = Pattern.compile(
            "([+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+))(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]+)?");
    private static final List<String> DECIMAL = List.of("n", "u", "m", "", "k", "M", "G", "T", "P", "E");
    private static final List<String> BINARY = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");
    private static final BigDecimal STEP = BigDecimal.valueOf(1024);

    private Quantity() {}

    static @Nullable String canonical(String text) {
        Matcher form = FORM.matcher(text.trim());
        if (!form.matches()) {
            return null;
        }
        String suffix = form.group(2) == null ? "" : form.group(2);
        BigDecimal number = new BigDecimal(form.group(1));
        if (suffix.endsWith("i")) {
            BigDecimal bytes = number.multiply(STEP.pow(BINARY.indexOf(suffix)));
            return isWhole(bytes) ? binary(bytes) : decimal(bytes);
        }
        boolean exponent = suffix.matches("[eE][+-]?[0-9]+");
        return decimal(
                exponent
                        ? number.scaleByPowerOfTen(Integer.parseInt(suffix.substring(1)))
                        : number.scaleByPowerOfTen(3 * (DECIMAL.indexOf(suffix) - 3)));
    }

    private static String binary(BigDecimal bytes) {
        int at = 0;
        BigDecimal left = bytes;
        while (at < BINARY.size() - 1
                && left.signum() != 0
                && left.remainder(STEP).signum() == 0) {
            left = left.divide(STEP);
            at++;
        }
        return left.toBigInteger() + BINARY.get(at);
    }

    private static String decimal(BigDecimal number) {
        BigDecimal left = number.scaleByPowerOfTen(9).setScale(0, RoundingMode.CEILING);
        int at = 0;
        while (at < DECIMAL.size() - 1 && isWhole(left.scaleByPowerOfTen(-3)) && left.signum() != 0) {
            left = left.scaleByPowerOfTen(-3);
            at++;
        }
        return left.signum() == 0 ? "0" : left.toBigInteger() + DECIMAL.get(at);
    }

    private static boolean isWhole(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0;
    }
}
