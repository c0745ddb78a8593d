package io.tdejdbc.keystore.internal.crypto;

import java.util.Arrays;

/**
 * The values that are worked on together: each has a lane, and a place in a buffer of key-stream blocks. In lane order
 * values have ever more blocks, so that those that still have one are always the last lanes.
 */
final class Window {

    private final int streamCapacity;
    private final int[] waitingIndex;
    private final int[] waitingLength;
    private final int[] index;
    private final int[] length;
    private final int[] streamAt;
    /** First lane whose value has at least so many blocks. */
    private final int[] firstLane;

    private final int[] cursor;
    private final int streamExtra;
    private int count;
    private int streamBlocks;
    private int mostBlocks;

    /**
     * A window.
     *
     * @param lanes values it takes
     * @param maxBlocks blocks of the longest value
     * @param streamCapacity blocks of key stream of all values
     * @param streamExtra blocks of key stream a value needs beside those of its text
     */
    Window(int lanes, int maxBlocks, int streamCapacity, int streamExtra) {
        this.streamCapacity = streamCapacity;
        this.streamExtra = streamExtra;
        waitingIndex = new int[lanes];
        waitingLength = new int[lanes];
        index = new int[lanes];
        length = new int[lanes];
        streamAt = new int[lanes];
        firstLane = new int[maxBlocks + 2];
        cursor = new int[maxBlocks + 2];
    }

    /** Adds a value; false if the window is full and has to be worked on first. */
    boolean add(int valueIndex, int valueLength) {
        int needed = blocks(valueLength) + streamExtra;
        if (count == index.length || streamBlocks + needed > streamCapacity) {
            return false;
        }
        mostBlocks = Math.max(mostBlocks, blocks(valueLength));
        waitingIndex[count] = valueIndex;
        waitingLength[count++] = valueLength;
        streamBlocks += needed;
        return true;
    }

    /** Gives every value its lane. */
    void sort() {
        int used = mostBlocks + 2;
        Arrays.fill(firstLane, 0, used, 0);
        for (int i = 0; i < count; i++) {
            firstLane[blocks(waitingLength[i]) + 1]++;
        }
        for (int blocks = 1; blocks < used; blocks++) {
            firstLane[blocks] += firstLane[blocks - 1];
        }
        System.arraycopy(firstLane, 0, cursor, 0, used);
        for (int i = 0; i < count; i++) {
            int lane = cursor[blocks(waitingLength[i])]++;
            index[lane] = waitingIndex[i];
            length[lane] = waitingLength[i];
        }
        int at = 0;
        for (int lane = 0; lane < count; lane++) {
            streamAt[lane] = 16 * at;
            at += laneBlocks(lane) + streamExtra;
        }
    }

    void clear() {
        count = 0;
        streamBlocks = 0;
        mostBlocks = 0;
    }

    int count() {
        return count;
    }

    /** Bytes of key stream of all values. */
    int streamLength() {
        return 16 * streamBlocks;
    }

    int mostBlocks() {
        return mostBlocks;
    }

    /** The first lane with at least so many blocks. */
    int firstLane(int blocks) {
        return firstLane[blocks];
    }

    /** Which value is in the lane. */
    int index(int lane) {
        return index[lane];
    }

    /** How many bytes it has. */
    int length(int lane) {
        return length[lane];
    }

    /** Where its key stream begins. */
    int streamAt(int lane) {
        return streamAt[lane];
    }

    /** How many blocks its text has, a broken one included. */
    int laneBlocks(int lane) {
        return blocks(length[lane]);
    }

    private static int blocks(int length) {
        return length + 15 >>> 4;
    }
}
