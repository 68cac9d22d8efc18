package io.jenkins.plugins.drawbridge.engine.report;

import io.jenkins.plugins.drawbridge.engine.plan.Outcome;

/** Drawings of our own, inline, in the colour of the text around them. Decoration: the word beside them says it. */
final class Icons {

    private static final String OPEN =
            "<svg class=\"db-icon\" viewBox=\"0 0 24 24\" width=\"20\" height=\"20\" fill=\"none\""
                    + " stroke=\"currentColor\" stroke-width=\"2\" stroke-linecap=\"round\" stroke-linejoin=\"round\""
                    + " aria-hidden=\"true\" focusable=\"false\">";

    private Icons() {}

    /** Rocket: takes part in the deploy; sleeping: stays as it is. */
    static String of(Outcome outcome) {
        return OPEN
                + switch (outcome) {
                    case DEPLOY ->
                        "<path d=\"M14.5 4.5C17 2.6 19.6 2.2 21.6 2.4c.2 2-.2 4.6-2.1 7.1L12 17l-5-5z\"/>"
                                + "<circle cx=\"15.5\" cy=\"8.5\" r=\"1.6\"/><path d=\"M9 10H5l-2 3 4.5.500\"/>"
                                + "<path d=\"M14 15v4l-3 2-.5-4.5\"/><path d=\"M6 16c-2 .5-2.5 3-2.5 4.5 1.5 0 4-.5 4.5-2.5\"/>";
                    case NO_UPDATE ->
                        "<path d=\"M19.5 14.5A8 8 0 1 1 9.5 4.5a6.5 6.5 0 0 0 10 10z\"/>"
                                + "<path d=\"M15 3h5l-5 6h5\"/>";
                    case DELETE -> "<path d=\"M4 7h16M9 7V4h6v3M6.5 7l1 13h9l1-13M10.5 11v5M13.5 11v5\"/>";
                    case NO_INFO ->
                        "<circle cx=\"12\" cy=\"12\" r=\"9\"/><path d=\"M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.8.4-1 .9-1 1.7M12 17h.01\"/>";
                }
                + "</svg>";
    }
}
