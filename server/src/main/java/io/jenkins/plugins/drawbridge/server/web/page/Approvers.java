package io.jenkins.plugins.drawbridge.server.web.page;

import io.jenkins.plugins.drawbridge.server.config.Role;
import io.jenkins.plugins.drawbridge.server.store.Question;
import io.jenkins.plugins.drawbridge.server.web.access.Caller;

/** Who may answer an {@code input} step: whom the step names, else everyone with the role {@code approve}. */
final class Approvers {

    private Approvers() {}

    static boolean may(Caller caller, Question question) {
        if (caller.may(Role.ADMINISTER)) {
            return true;
        }
        return question.submitters().isEmpty()
                ? caller.may(Role.APPROVE)
                : question.submitters().contains(caller.id()) && (caller.may(Role.APPROVE) || caller.may(Role.DEPLOY));
    }

    static String words(Question question) {
        return question.submitters().isEmpty()
                ? "anyone with the role approve"
                : String.join(", ", question.submitters());
    }
}
