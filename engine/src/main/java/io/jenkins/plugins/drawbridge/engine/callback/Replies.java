package io.jenkins.plugins.drawbridge.engine.callback;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.drawbridge.engine.http.Reply;
import io.jenkins.plugins.drawbridge.engine.plan.Masker;
import java.util.Set;

/** What an answer that is not good means. */
final class Replies {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 200;

    /** 4xx that pass: time-out, too many requests (RFC 9110 15.5.9, RFC 6585 4). */
    private static final Set<Integer> PASSING = Set.of(408, 429);

    /** Sends us elsewhere for good (RFC 9110 15.4.2, 15.4.9); credentials do not follow. */
    private static final Set<Integer> MOVED = Set.of(301, 308);

    private Replies() {}

    /** Whether it would be the same however often we ask. */
    static boolean isFinal(Reply reply) {
        int status = reply.status();
        return MOVED.contains(status) || (status >= 400 && status < 500 && !PASSING.contains(status));
    }

    static String sentence(String who, Reply reply) {
        int status = reply.status();
        if (status >= 300 && status < 400) {
            return who + " answers " + status + " and sends us elsewhere, where no credential goes; set console.url to"
                    + " the address itself";
        }
        String meaning =
                switch (status) {
                    case 401 -> ": it does not accept our credentials; check the console's token or service account";
                    case 403 -> ": the account may not set the status of a deploy; give it the right to deploy";
                    case 404 -> ": it knows no such project or trigger; check the job's projectId and console.url";
                    default -> "";
                };
        String said = said(reply);
        return who + " answers " + status + meaning + (said.isEmpty() ? "" : " (" + said + ")");
    }

    /** The Console's errors have a message; masked, since it may repeat what we sent. */
    private static String said(Reply reply) {
        String message;
        try {
            message = JSON.readTree(reply.body()).path("message").asText("");
        } catch (JsonProcessingException noJson) {
            return "";
        }
        String masked =
                Masker.none().text(message).replaceAll("\\p{Cntrl}", " ").strip();
        return masked.length() > LONGEST ? masked.substring(0, LONGEST) + "…" : masked;
    }
}
