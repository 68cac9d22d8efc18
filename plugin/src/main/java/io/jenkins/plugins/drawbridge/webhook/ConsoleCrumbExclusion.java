package io.jenkins.plugins.drawbridge.webhook;

import hudson.Extension;
import hudson.security.csrf.CrumbExclusion;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;

/** The Console has no crumb. Let go are POSTs to {@code /drawbridge/job/...}, as they are written, and nothing else. */
@Extension
public final class ConsoleCrumbExclusion extends CrumbExclusion {

    /** Spaces and letters of any alphabet stand in it as the URL spells them, since the crumb filter decodes nothing. */
    private static final Pattern PATH = Pattern.compile("/" + ConsoleRoot.URL + "/job(/[^/;\\\\\\p{Cntrl}]+)+/?");

    /**
     * Written otherwise than it is meant: a way around what looks at the path later. {@code %252F} is not: the branch
     * {@code release/1} is a job that Jenkins itself calls {@code release%2F1}.
     */
    private static final Pattern DISGUISED =
            Pattern.compile("//|;|\\\\|(?i:%2f|%2e|%5c|%3b|%7f)|%[01]|%25(?!2F)|/\\.\\.?(/|$)");

    @Override
    public boolean process(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!"POST".equals(request.getMethod()) || !isOurs(request.getPathInfo(), request.getRequestURI())) {
            return false;
        }
        chain.doFilter(request, response);
        return true;
    }

    private static boolean isOurs(String path, String written) {
        return path != null
                && written != null
                && PATH.matcher(path).matches()
                && !DISGUISED.matcher(path).find()
                && !DISGUISED.matcher(written).find();
    }
}
