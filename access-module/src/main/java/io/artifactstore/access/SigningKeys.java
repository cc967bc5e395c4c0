package io.artifactstore.access;

import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.spec.SecretKeySpec;

/**
 * Derives signing keys and remembers those that have verified a signature.
 *
 * <p>Only verified ones: the region is the client's choice, so that anybody who knows an access key
 * id could otherwise fill the memory.
 */
final class SigningKeys {

    /** Keys kept: with one per client region and day, more than any deployment has. */
    static final int CAPACITY = 512;

    private final ConcurrentHashMap<Slot, Derived> cache = new ConcurrentHashMap<>();

    SecretKeySpec of(AccessKey key, Scope scope) {
        Derived known = cache.get(new Slot(key.id(), scope.date(), scope.region()));
        // The secret of an id may have changed since.
        return known != null && known.from == key.secret()
                ? known.key
                : derive(key.secret(), scope);
    }

    void verified(AccessKey key, Scope scope, SecretKeySpec derived) {
        Slot slot = new Slot(key.id(), scope.date(), scope.region());
        Derived known = cache.get(slot);
        if (known == null || known.from != key.secret()) {
            if (cache.size() >= CAPACITY) {
                cache.clear();
            }
            cache.put(slot, new Derived(key.secret(), derived));
        }
    }

    int size() {
        return cache.size();
    }

    private static SecretKeySpec derive(Secret secret, Scope scope) {
        SecretKeySpec date = Hmac.key(Hmac.sign(Hmac.key(secret.derivationKey()), scope.date()));
        SecretKeySpec region = Hmac.key(Hmac.sign(date, scope.region()));
        SecretKeySpec service = Hmac.key(Hmac.sign(region, Scope.SERVICE));
        return Hmac.key(Hmac.sign(service, Scope.TERMINAL));
    }

    private record Slot(String accessKeyId, String date, String region) {}

    private record Derived(Secret from, SecretKeySpec key) {}
}
