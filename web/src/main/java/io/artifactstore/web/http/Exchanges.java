package io.artifactstore.web.http;

import io.artifactstore.api.access.Gate;
import io.artifactstore.api.access.Surface;
import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.event.AdmissionRefused;
import io.artifactstore.api.event.ClientGoneException;
import io.artifactstore.api.operation.EventBus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The way of every request through the web module: announced, admitted, authenticated, answered,
 * and announced again, whatever happens in between.
 */
@ApplicationScoped
public class Exchanges {

    private final RequestIds ids = new RequestIds();

    @Inject EventBus events;
    @Inject Admission admission;
    @Inject Gate gate;
    @Inject Faults faults;

    /**
     * What is done with an authenticated request. It may throw anything; an IOException means that
     * the connection broke.
     */
    @FunctionalInterface
    public interface Handler {
        void handle(Exchange exchange) throws IOException;
    }

    /** How a surface tells the client what went wrong. */
    @FunctionalInterface
    public interface ErrorAnswer {
        void send(Exchange exchange, S3Exception error) throws IOException;
    }

    /** Serves one request. Throws only what the container itself throws at it. */
    public void serve(
            HttpServletRequest http,
            HttpServletResponse answer,
            Surface surface,
            Handler handler,
            ErrorAnswer errors) {
        Exchange exchange = Exchange.of(http, answer, surface, ids.next(), System.nanoTime());
        events.fire(exchange.started());
        try {
            answer.setHeader("x-amz-request-id", exchange.requestId());
            admitted(exchange, handler);
        } catch (IOException broken) {
            // What reads or writes the disk says so in an S3Exception: this was the connection.
            faults.answer(exchange, new ClientGoneException(broken), errors);
        } catch (RuntimeException | Error fault) {
            // Every Error too: the request's end must not be announced as a success.
            faults.answer(exchange, fault, errors);
        } finally {
            events.fire(exchange.ended());
        }
    }

    private void admitted(Exchange exchange, Handler handler) throws IOException {
        if (!admission.tryEnter()) {
            gate.refuseUndecided(exchange.request(), S3ErrorCode.SLOW_DOWN);
            events.fire(new AdmissionRefused(exchange.requestId()));
            exchange.answer().setHeader("Retry-After", "1");
            throw new S3Exception(
                    S3ErrorCode.SLOW_DOWN,
                    "Too many requests are in progress. Please reduce your request rate.");
        }
        try {
            exchange.verified(gate.authenticate(exchange.request()));
            handler.handle(exchange);
        } finally {
            admission.leave();
        }
    }
}
