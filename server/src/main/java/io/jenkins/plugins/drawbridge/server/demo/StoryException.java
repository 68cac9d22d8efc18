package io.jenkins.plugins.drawbridge.server.demo;

import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;

/** Something did not come out as the demo tells it. */
final class StoryException extends DrawbridgeException {

    private static final long serialVersionUID = 1L;

    StoryException(String sentence) {
        super("the demo did not go as told: " + sentence);
    }
}
