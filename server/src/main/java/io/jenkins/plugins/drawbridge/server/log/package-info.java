/** What the server writes for its operator: one line an event, its facts apart from its words. SLF4J's own back end. */
@org.jspecify.annotations.NullMarked
package io.jenkins.plugins.drawbridge.server.log;
