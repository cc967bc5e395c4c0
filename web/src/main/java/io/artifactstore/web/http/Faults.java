package io.artifactstore.web.http;

import io.artifactstore.api.error.S3ErrorCode;
import io.artifactstore.api.error.S3Exception;
import io.artifactstore.api.error.StoreFault;
import io.artifactstore.api.event.ClientGoneException;
import io.artifactstore.api.event.FaultOccurred;
import io.artifactstore.api.operation.EventBus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Turns whatever ended a request into one answer, one event and, where the store is at fault, one
 * log line.
 */
@ApplicationScoped
public class Faults {

    private static final Logger LOG = Logger.getLogger(Faults.class.getName());

    private final FaultLog log = new FaultLog(System::nanoTime);

    @Inject EventBus events;

    /** Answers {@code fault} if nothing was sent yet, and announces it if the store is to blame. */
    public void answer(Exchange exchange, Throwable fault, Exchanges.ErrorAnswer errors) {
        S3Exception error = asS3(fault);
        announceIfOurs(exchange, error);
        try {
            send(exchange, error, errors);
        } catch (IOException clientGone) {
            LOG.log(Level.FINE, "The client went away before it had its error", clientGone);
        }
    }

    /** Fires and logs a fault of the store; a client's mistake is nobody's news. */
    public void announceIfOurs(Exchange exchange, S3Exception error) {
        if (error.code().isStoreFault()) {
            announce(exchange, error);
        }
    }

    /** What the client is told about {@code fault}. */
    public static S3Exception asS3(Throwable fault) {
        if (fault instanceof ClientGoneException) {
            // Most likely nobody is there to read it. If the client only closed its half, it must
            // not see a success.
            return new S3Exception(S3ErrorCode.INCOMPLETE_BODY);
        }
        return fault instanceof S3Exception s3
                ? s3
                : new S3Exception(
                        S3ErrorCode.INTERNAL_ERROR, S3ErrorCode.INTERNAL_ERROR.message(), fault);
    }

    private void send(Exchange exchange, S3Exception error, Exchanges.ErrorAnswer errors)
            throws IOException {
        if (exchange.answer().isCommitted()) {
            // Part of a 200 is out: only a broken connection can tell the client that the rest will
            // not come.
            throw new IOException("The answer had begun");
        }
        String retryAfter = exchange.answer().getHeader("Retry-After");
        exchange.takeBack();
        exchange.answer().setHeader("x-amz-request-id", exchange.requestId());
        if (retryAfter != null) {
            exchange.answer().setHeader("Retry-After", retryAfter);
        }
        if (exchange.hasUnreadBody()) {
            exchange.answer().setHeader("Connection", "close");
        }
        errors.send(exchange, error);
    }

    private void announce(Exchange exchange, S3Exception error) {
        if (exchange.hasFault()) {
            return;
        }
        Throwable cause = error.getCause() == null ? error : error.getCause();
        exchange.fault(cause);
        FaultOccurred fault =
                cause instanceof StoreFault known
                        ? new FaultOccurred(known.type(), known.component())
                        : new FaultOccurred(
                                error.code() == S3ErrorCode.SLOW_DOWN
                                        ? FaultOccurred.Type.OVERLOAD
                                        : FaultOccurred.Type.INTERNAL,
                                FaultOccurred.Component.WEB);
        events.fire(fault);
        log.write(exchange.requestId(), fault, cause);
    }
}
