package io.jenkins.plugins.drawbridge.server.web;

import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.URIUtil;

/** Takes {@code //} in a path for {@code /}, as Jenkins does: clients put one behind URLs that end with one. */
final class SingleSlashes extends Handler.Wrapper {

    SingleSlashes(Handler handler) {
        super(handler);
    }

    static UriCompliance allowed(UriCompliance others) {
        return others.with("SINGLE_SLASHES", UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        HttpURI asked = request.getHttpURI();
        String path = asked.getPathQuery();
        if (path == null || !asked.getPath().contains("//")) {
            return super.handle(request, response, callback);
        }
        HttpURI compact = HttpURI.from(asked.getScheme(), asked.getHost(), asked.getPort(), URIUtil.compactPath(path));
        return super.handle(Request.serveAs(request, compact), response, callback);
    }
}
