package io.jenkins.plugins.drawbridge.webhook;

import hudson.Extension;
import hudson.security.csrf.CrumbExclusion;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;

/** The Console has no crumb. Let go are POSTs to {@code /drawbridge/job/...}, as they are written, and nothing else. */
@Extension
public final class ConsoleCrumbExclusion extends CrumbExclusion {

    /** Spaces and letters of any alphabet stand in it as the URL spells them, since the crumb filter decodes nothing. */
    private static final Pattern PATH = Pattern.compile("/" + ConsoleRoot.URL + "/job(/[^/;\\\\\\p{Cntrl}]+)+/?");

    /** Written otherwise than it is meant: a way around what looks at the path later. */
    private static final Pattern DISGUISED = Pattern.compile("//|;|\\\\|%2f|%2e|%5c|%25|%3b|%[01]|%7f|/\\.\\.?(/|$)");

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
                && !DISGUISED.matcher(written.toLowerCase(Locale.ROOT)).find();
    }
}
