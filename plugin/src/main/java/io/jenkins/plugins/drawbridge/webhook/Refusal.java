package io.jenkins.plugins.drawbridge.webhook;

/** Why a call is refused: a status and one short sentence, which tells a stranger nothing. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    Refusal(int status, String sentence) {
        super(sentence);
        this.status = status;
    }

    /** The same for an unknown job, a wrong signature or token, and a stale time. */
    static Refusal unauthorised() {
        return new Refusal(401, "not authorised");
    }

    /** The same for what is missing and what is hidden. */
    static Refusal unknown() {
        return new Refusal(404, "not found");
    }

    int status() {
        return status;
    }
}
