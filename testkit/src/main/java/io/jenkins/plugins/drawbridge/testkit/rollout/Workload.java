package io.jenkins.plugins.drawbridge.testkit.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One controller: brings the world nearer to what an object wants. Called again whenever something of it changes. */
interface Workload {

    void reconcile(ObjectNode object);
}
