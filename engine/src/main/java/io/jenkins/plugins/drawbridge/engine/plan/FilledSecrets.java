package io.jenkins.plugins.drawbridge.engine.plan;

import io.jenkins.plugins.drawbridge.engine.Secret;
import io.jenkins.plugins.drawbridge.engine.manifest.interpolate.FilledValues;
import java.util.ArrayList;
import java.util.List;

/** Which of the values that placeholders were filled with are secrets: those of variables whose name looks so. */
public final class FilledSecrets {

    private FilledSecrets() {}

    public static List<Secret> of(FilledValues values) {
        List<Secret> secrets = new ArrayList<>();
        values.forEach((name, value) -> {
            if (SecretNames.looksSecret(name)) {
                secrets.add(Secret.of(value));
            }
        });
        return secrets;
    }
}
