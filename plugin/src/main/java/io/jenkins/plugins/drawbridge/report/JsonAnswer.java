package io.jenkins.plugins.drawbridge.report;

import java.io.IOException;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/** A body of JSON that nobody keeps a copy of. */
final class JsonAnswer implements HttpResponse {

    private final int status;
    private final byte[] body;

    JsonAnswer(int status, byte[] body) {
        this.status = status;
        this.body = body;
    }

    @Override
    public void generateResponse(StaplerRequest2 request, StaplerResponse2 response, Object node) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
