package io.artifactstore.api.operation;

import io.artifactstore.api.access.AuthOperation;
import io.artifactstore.api.event.AuthOperationEnded;
import io.artifactstore.api.event.Outcome;
import java.util.Map;

/** A running question of the gate. */
public final class RunningAuthOperation extends Operation {

    private final EventBus events;
    private final AuthOperation operation;
    private String userId = "";
    private String result = "";

    RunningAuthOperation(EventBus events, long id, long startNanos, AuthOperation operation) {
        super(id, startNanos);
        this.events = events;
        this.operation = operation;
    }

    /**
     * @param verifiedUserId the verified user, or an empty string
     * @param answer {@code success}, {@code failure}, {@code error}, {@code allowed} or {@code
     *     denied}
     */
    public void answer(String verifiedUserId, String answer) {
        userId = verifiedUserId;
        result = answer;
    }

    @Override
    void announceEnd(long durationNanos, Outcome ended, Map<String, Object> facts) {
        events.fire(
                new AuthOperationEnded(
                        id(), operation, userId, result, durationNanos, ended, facts));
    }
}
