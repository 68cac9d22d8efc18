package io.jenkins.plugins.drawbridge.server.cli;

import io.jenkins.plugins.drawbridge.engine.plan.DeployType;
import java.util.Arrays;
import java.util.Iterator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code deploy_all} and {@code smart_deploy}, as the Console and mlp write them. */
final class DeployTypeWord implements ITypeConverter<DeployType> {

    @Override
    public DeployType convert(String value) {
        return Arrays.stream(DeployType.values())
                .filter(type -> type.word().equals(value))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "'" + value + "' is no deploy type; it is " + String.join(" or ", new Words())));
    }

    /** For help and completion. */
    static final class Words implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(DeployType.values())
                    .<String>map(DeployType::word)
                    .iterator();
        }
    }
}
