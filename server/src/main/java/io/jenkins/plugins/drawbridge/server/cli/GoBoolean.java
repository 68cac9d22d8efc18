package io.jenkins.plugins.drawbridge.server.cli;

import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Truth values as kubectl and mlp read them: {@code true}, {@code 1}, {@code t} and their contraries. */
final class GoBoolean implements ITypeConverter<Boolean> {

    private static final Set<String> YES = Set.of("1", "t", "T", "true", "TRUE", "True");
    private static final Set<String> NO = Set.of("0", "f", "F", "false", "FALSE", "False");

    @Override
    public Boolean convert(String value) {
        if (!YES.contains(value) && !NO.contains(value)) {
            throw new TypeConversionException("'" + value + "' is neither true nor false");
        }
        return YES.contains(value);
    }
}
