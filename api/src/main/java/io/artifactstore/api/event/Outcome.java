package io.artifactstore.api.event;

import io.artifactstore.api.error.S3Exception;
import java.util.Objects;

/**
 * How an operation ended: exactly one of four. An alert on failures reads {@link Failure} only, so
 * that clients' mistakes do not wake anybody.
 */
public sealed interface Outcome {

    /**
     * The value of the {@code status} label: {@code success}, {@code failure}, {@code rejected} or
     * {@code canceled}.
     */
    String status();

    /**
     * The error code, or an empty string. Never a message: messages may quote what a client sent.
     */
    default String errorCode() {
        return "";
    }

    /** It was done. For an upload: durably committed, even if the client then vanished. */
    record Success() implements Outcome {
        @Override
        public String status() {
            return "success";
        }
    }

    /** The store is at fault: a 5xx, an I/O error, a time-out. */
    record Failure(String errorCode, String exceptionType) implements Outcome {
        public Failure {
            Objects.requireNonNull(errorCode, "errorCode");
            Objects.requireNonNull(exceptionType, "exceptionType");
        }

        @Override
        public String status() {
            return "failure";
        }
    }

    /**
     * The client is at fault: a 4xx, a failed precondition, a denied request, a digest that does
     * not match.
     */
    record Rejected(String errorCode) implements Outcome {
        public Rejected {
            Objects.requireNonNull(errorCode, "errorCode");
        }

        @Override
        public String status() {
            return "rejected";
        }
    }

    /** The client went away before the outcome. */
    record Canceled() implements Outcome {
        @Override
        public String status() {
            return "canceled";
        }
    }

    Outcome SUCCESS = new Success();
    Outcome CANCELED = new Canceled();

    /** What an operation that ended with {@code fault} counts as. */
    static Outcome of(Throwable fault) {
        if (fault instanceof ClientGoneException) {
            return CANCELED;
        }
        if (fault instanceof S3Exception s3) {
            return s3.code().isStoreFault()
                    ? new Failure(
                            s3.code().code(), typeOf(s3.getCause() == null ? s3 : s3.getCause()))
                    : new Rejected(s3.code().code());
        }
        return new Failure("InternalError", typeOf(fault));
    }

    private static String typeOf(Throwable fault) {
        return fault.getClass().getName();
    }
}
