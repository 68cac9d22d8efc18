package io.jenkins.plugins.drawbridge.engine.link;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.cluster.Hop;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Trusts the keys with these SHA-256 fingerprints, of whatever type. */
final class PinnedFingerprints implements HostKeyPins {

    private static final Pattern FINGERPRINT = Pattern.compile("(?:SHA256:)?([A-Za-z0-9+/]{43})=?");

    private final Set<String> fingerprints = new LinkedHashSet<>();

    PinnedFingerprints(Hop.Ssh hop, List<String> sha256) {
        for (String written : sha256) {
            Matcher matcher = FINGERPRINT.matcher(written.strip());
            if (!matcher.matches()) {
                throw new InputException("A host key fingerprint of " + hop.label()
                        + " is not of the form SHA256:..., 43 characters long, as ssh-keygen -l prints it.");
            }
            fingerprints.add("SHA256:" + matcher.group(1));
        }
    }

    @Override
    public Verdict judge(byte[] key) {
        return fingerprints.contains(HostKeyPins.fingerprint(key)) ? Verdict.TRUSTED : Verdict.UNKNOWN;
    }

    @Override
    public List<String> types() {
        return HostKeyAlgorithms.TYPES;
    }

    @Override
    public Set<String> fingerprints() {
        return fingerprints;
    }
}
