package io.jenkins.plugins.drawbridge.testkit.bastion;

import java.util.List;
import org.apache.sshd.server.auth.keyboard.InteractiveChallenge;
import org.apache.sshd.server.auth.keyboard.KeyboardInteractiveAuthenticator;
import org.apache.sshd.server.session.ServerSession;

/** Asks what the rules say (RFC 4256) and notes every answer. */
final class Interrogation implements KeyboardInteractiveAuthenticator {

    private final SshRules rules;
    private final SshRules.Questions questions;
    private final List<String> answers;

    Interrogation(SshRules rules, SshRules.Questions questions, List<String> answers) {
        this.rules = rules;
        this.questions = questions;
        this.answers = answers;
    }

    @Override
    public InteractiveChallenge generateChallenge(
            ServerSession session, String user, String language, String subMethods) {
        InteractiveChallenge challenge = new InteractiveChallenge();
        challenge.setInteractionName("");
        challenge.setInteractionInstruction("");
        challenge.setLanguageTag("");
        questions.prompts().forEach(prompt -> challenge.addPrompt(prompt, questions.echo()));
        return challenge;
    }

    @Override
    public boolean authenticate(ServerSession session, String user, List<String> responses) {
        answers.addAll(responses);
        return user.equals(rules.user()) && responses.equals(List.of(String.valueOf(rules.password())));
    }
}
