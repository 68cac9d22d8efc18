package io.jenkins.plugins.drawbridge.engine.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.drawbridge.engine.cluster.HostPort;
import io.jenkins.plugins.drawbridge.engine.link.HostKeyPins.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.Test;

public class KnownHostsTest {

    private static final byte[] KEY = "one key".getBytes(StandardCharsets.US_ASCII);
    private static final String ED25519 = " ssh-ed25519 " + base64("one key");

    @Test
    public void matches_names_ports_wildcards_and_negations_as_openssh_does() {
        assertThat(verdict("bastion" + ED25519, "bastion", 22)).isEqualTo(Verdict.TRUSTED);
        assertThat(verdict("other,Bastion" + ED25519 + " comment", "bastion", 22))
                .isEqualTo(Verdict.TRUSTED);
        assertThat(verdict("[bastion]:2222" + ED25519, "bastion", 2222)).isEqualTo(Verdict.TRUSTED);
        assertThat(verdict("[bastion]:2222" + ED25519, "bastion", 22)).isEqualTo(Verdict.UNKNOWN);
        assertThat(verdict("bastion" + ED25519, "bastion", 2222)).isEqualTo(Verdict.TRUSTED);
        assertThat(verdict("*.example,!evil.example" + ED25519, "a.example", 22))
                .isEqualTo(Verdict.TRUSTED);
        assertThat(verdict("*.example,!evil.example" + ED25519, "evil.example", 22))
                .isEqualTo(Verdict.UNKNOWN);
        assertThat(verdict("b?stion" + ED25519, "bastion", 22)).isEqualTo(Verdict.TRUSTED);
        assertThat(verdict("*a*a*a*b" + ED25519, "a".repeat(200), 22)).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    public void a_line_for_the_port_goes_before_a_line_without() {
        String lines = "[bastion]:2222 ssh-rsa " + base64("another key") + "\nbastion" + ED25519;

        assertThat(verdict(lines, "bastion", 2222)).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    public void revoked_wins_and_what_cannot_be_read_is_passed_by() {
        assertThat(verdict("bastion" + ED25519 + "\n@revoked *" + ED25519, "bastion", 22))
                .isEqualTo(Verdict.REVOKED);
        assertThat(verdict("@revoked *" + ED25519 + "\nbastion" + ED25519, "bastion", 2222))
                .isEqualTo(Verdict.REVOKED);
        assertThat(verdict("# bastion\n\n@cert-authority *" + ED25519 + "\nbastion ssh-rsa ***", "bastion", 22))
                .isEqualTo(Verdict.UNKNOWN);
        assertThat(verdict("|1|broken" + ED25519, "bastion", 22)).isEqualTo(Verdict.UNKNOWN);
    }

    private static Verdict verdict(String lines, String host, int port) {
        return new KnownHosts(new HostPort(host, port), lines).judge(KEY);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }
}
