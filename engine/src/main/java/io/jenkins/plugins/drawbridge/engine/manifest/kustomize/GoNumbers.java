package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** Prints numbers, booleans and null as Go does. */
final class GoNumbers {

    private static final int SMALLEST_EXPONENT = -4;
    private static final int LARGEST_EXPONENT = 6;

    private GoNumbers() {}

    static String print(JsonNode scalar) {
        return scalar.isFloatingPointNumber() ? decimal(scalar.doubleValue()) : scalar.asText();
    }

    /** The shortest digits, with an exponent where {@code strconv.FormatFloat(x, 'g', -1, 64)} has one. */
    private static String decimal(double value) {
        BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        int exponent = exact.precision() - exact.scale() - 1;
        if (exact.signum() == 0) {
            return "0";
        }
        if (exponent >= SMALLEST_EXPONENT && exponent < LARGEST_EXPONENT) {
            return exact.toPlainString();
        }
        String digits = exact.unscaledValue().abs().toString();
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        return (exact.signum() < 0 ? "-" : "")
                + digits.charAt(0)
                + fraction
                + String.format("e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
    }
}
