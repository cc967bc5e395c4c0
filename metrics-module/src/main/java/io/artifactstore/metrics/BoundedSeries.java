package io.artifactstore.metrics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntUnaryOperator;
import org.eclipse.microprofile.metrics.Counter;

/**
 * The instruments of one metric whose labels are a key from an open list (a bucket) and a variant
 * from a closed one (type and status, as one index), with a bound on how many combinations exist.
 *
 * <p>A combination in use is found without a lock. A new one is admitted under this object's lock
 * while there is room; then, and from then on without a lock, events go to an overflow key, so that
 * sums over the metric stay exact. The combinations of a key that is gone stay as they are until
 * their place is needed; then they vanish. They are never added to another series: that would look
 * like traffic.
 *
 * @param <K> the key
 * @param <I> the instrument
 */
final class BoundedSeries<K, I> {

    /** Gone keys without any combination yet, remembered for what still runs on them. */
    private static final int MAX_GONE_REMEMBERED = 1_000;

    /** Makes and removes the instruments. */
    interface Source<K, I> {

        I create(K key, int variant);

        void remove(K key, int variant);
    }

    private final Source<K, I> source;
    private final int variants;
    private final int maxTuples;
    private final K overflowKey;
    private final IntUnaryOperator overflowVariant;
    private final Counter overflowed;

    private final ConcurrentHashMap<K, Slots<I>> byKey = new ConcurrentHashMap<>();
    private final Slots<I> overflow;

    // Guarded by this. In the order in which the keys went, so that the oldest gives way first.
    private final Map<K, Slots<I>> gone = new LinkedHashMap<>();
    private final Set<K> goneWithoutSlots =
            Collections.newSetFromMap(
                    new LinkedHashMap<>() {
                        @Override
                        protected boolean removeEldestEntry(Map.Entry<K, Boolean> eldest) {
                            return size() > MAX_GONE_REMEMBERED;
                        }
                    });
    private int admitted;

    // Written under the lock, read without: no place, and nothing that could give way.
    private volatile boolean full;

    /**
     * @param variants how many there are
     * @param maxTuples how many (key, variant) combinations are admitted
     * @param overflowKey the key all others are counted under, without a bound of its own
     * @param overflowVariant which variant of the overflow key a variant is counted under
     * @param overflowed counts the events that overflowed
     */
    BoundedSeries(
            Source<K, I> source,
            int variants,
            int maxTuples,
            K overflowKey,
            IntUnaryOperator overflowVariant,
            Counter overflowed) {
        this.source = source;
        this.variants = variants;
        this.maxTuples = maxTuples;
        this.overflowKey = overflowKey;
        this.overflowVariant = overflowVariant;
        this.overflowed = overflowed;
        this.overflow = new Slots<>(variants, true);
    }

    /** Makes {@code key} one that is always admitted and takes no place. */
    synchronized void pin(K key) {
        byKey.put(key, new Slots<>(variants, true));
    }

    /** The instrument to record one event with. Not to be kept: it may give way. */
    I of(K key, int variant) {
        Slots<I> slots = byKey.get(key);
        if (slots != null) {
            I instrument = slots.get(variant);
            if (instrument != null) {
                return instrument;
            }
        }
        if (full && (slots == null || !slots.pinned)) {
            return overflow(variant);
        }
        return admit(key, variant);
    }

    /** The key does not exist any more. */
    synchronized void forget(K key) {
        Slots<I> slots = byKey.get(key);
        if (slots == null) {
            goneWithoutSlots.add(key);
        } else if (!slots.pinned) {
            gone.put(key, slots);
            full = false;
        }
    }

    /** The key exists, perhaps again. */
    synchronized void remember(K key) {
        goneWithoutSlots.remove(key);
        if (gone.remove(key) != null) {
            full = isFull();
        }
    }

    private synchronized I admit(K key, int variant) {
        Slots<I> slots = byKey.get(key);
        if (slots != null) {
            I instrument = slots.get(variant);
            if (instrument != null) {
                return instrument;
            }
            if (slots.pinned) {
                return create(slots, key, variant);
            }
        }
        if (admitted >= maxTuples && !gone.containsKey(key)) {
            letOldestGoneGiveWay();
        }
        if (admitted >= maxTuples) {
            full = isFull();
            return overflow(variant);
        }
        if (slots == null) {
            slots = new Slots<>(variants, false);
            byKey.put(key, slots);
            if (goneWithoutSlots.remove(key)) {
                gone.put(key, slots);
            }
        }
        I instrument = create(slots, key, variant);
        admitted++;
        full = isFull();
        return instrument;
    }

    private I overflow(int variant) {
        overflowed.inc();
        int folded = overflowVariant.applyAsInt(variant);
        I instrument = overflow.get(folded);
        if (instrument != null) {
            return instrument;
        }
        synchronized (this) {
            instrument = overflow.get(folded);
            return instrument == null ? create(overflow, overflowKey, folded) : instrument;
        }
    }

    private I create(Slots<I> slots, K key, int variant) {
        I instrument = source.create(key, variant);
        slots.set(variant, instrument);
        return instrument;
    }

    private void letOldestGoneGiveWay() {
        Iterator<Map.Entry<K, Slots<I>>> oldest = gone.entrySet().iterator();
        if (!oldest.hasNext()) {
            return;
        }
        Map.Entry<K, Slots<I>> entry = oldest.next();
        oldest.remove();
        byKey.remove(entry.getKey());
        for (int variant : entry.getValue().used()) {
            source.remove(entry.getKey(), variant);
            admitted--;
        }
    }

    private boolean isFull() {
        return admitted >= maxTuples && gone.isEmpty();
    }

    /** One key's instruments by variant. */
    private static final class Slots<I> {

        private final AtomicReferenceArray<I> byVariant;
        private final boolean pinned;

        Slots(int variants, boolean pinned) {
            this.byVariant = new AtomicReferenceArray<>(variants);
            this.pinned = pinned;
        }

        I get(int variant) {
            return byVariant.get(variant);
        }

        void set(int variant, I instrument) {
            byVariant.set(variant, instrument);
        }

        List<Integer> used() {
            List<Integer> used = new ArrayList<>();
            for (int variant = 0; variant < byVariant.length(); variant++) {
                if (byVariant.get(variant) != null) {
                    used.add(variant);
                }
            }
            return used;
        }
    }
}
