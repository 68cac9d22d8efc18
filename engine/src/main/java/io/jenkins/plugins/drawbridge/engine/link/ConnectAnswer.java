package io.jenkins.plugins.drawbridge.engine.link;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of a proxy's answer. Read byte by byte up to the empty line and not further, because what follows belongs to
 * the tunnel; at most 16 KiB, because nothing says that a proxy is friendly.
 */
record ConnectAnswer(int status, String head) {

    private static final int MOST_BYTES = 16 * 1024;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: [^\r\n]*)?\r?\n");
    private static final List<String> SCHEMES = List.of("Basic", "Bearer", "Digest", "Negotiate", "NTLM");

    /** Skips interim answers (1xx); reads no body. */
    static ConnectAnswer read(InputStream in) throws IOException {
        int budget = MOST_BYTES;
        while (true) {
            String head = readHead(in, budget);
            budget -= head.length();
            Matcher line = STATUS_LINE.matcher(head);
            if (!line.lookingAt()) {
                throw new ProtocolException("its answer is not HTTP");
            }
            int status = Integer.parseInt(line.group(1));
            if (status >= 200) {
                return new ConnectAnswer(status, head);
            }
        }
    }

    private static String readHead(InputStream in, int budget) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream(256);
        int lineLength = 0;
        while (true) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("it closed the connection");
            }
            head.write(next);
            if (head.size() == 5 && !head.toString(StandardCharsets.ISO_8859_1).equals("HTTP/")) {
                throw new ProtocolException("its answer is not HTTP");
            }
            if (head.size() > budget) {
                throw new ProtocolException("its answer has no end");
            }
            if (next == '\n' && lineLength == 0) {
                return head.toString(StandardCharsets.ISO_8859_1);
            }
            lineLength = next == '\n' ? 0 : next == '\r' ? lineLength : lineLength + 1;
        }
    }

    /** The known schemes among those that a 407 asks for; foreign text is not repeated. */
    String schemesAsked() {
        List<String> asked = SCHEMES.stream()
                .filter(scheme -> Pattern.compile("(?im)^proxy-authenticate:.*\\b" + scheme + "\\b")
                        .matcher(head)
                        .find())
                .toList();
        return asked.isEmpty() ? "a login" : String.join(" or ", asked);
    }

    /** Our own words for a broken exchange. */
    static String reason(IOException cause) {
        boolean ours = cause instanceof EOFException || cause instanceof ProtocolException;
        return ours && cause.getMessage() != null ? cause.getMessage() : "the connection broke";
    }
}
