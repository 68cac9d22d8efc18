package io.jenkins.plugins.drawbridge.engine.http;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.Secret;
import java.util.List;

/**
 * A POST.
 *
 * @param segments of the path, below the base URL, not encoded; an empty last one ends the path with a slash
 * @param authorization the header's value; goes to the base URL's host alone
 */
public record Post(List<String> segments, Secret authorization, String contentType, String body) {

    public Post {
        segments = List.copyOf(segments);
        for (String segment : segments) {
            // A dot or two would name another path (RFC 3986 5.2.4), however it is encoded.
            if (segment.matches("(\\.|%2[eE]){1,2}")) {
                throw new InputException("\"" + segment + "\" cannot stand in the path of a URL");
            }
        }
        if (!authorization.reveal().chars().allMatch(letter -> letter >= ' ' && letter < 0x7f)) {
            throw new InputException("a credential holds a line break or another character that no header may have;"
                    + " look where it comes from");
        }
    }

    /** The same with another credential. */
    public Post authorised(Secret credential) {
        return new Post(segments, credential, contentType, body);
    }
}
