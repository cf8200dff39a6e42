"""Products of matrices in float32: `out += left @ right`, where numpy's library would first copy and pack them.

One text, compiled thrice for x86-64: for AVX-512, for AVX2 with FMA, and for what all of them have; when the module is
loaded, the processor is asked. Elsewhere it is compiled once. A tile of so many rows and two vectors of columns is
summed at a time, for that is what the registers hold.
"""

ctypedef void (*Product)(
    long rows, long depth, const float* left, long step, const float* right, long width, float* out
) noexcept nogil

cdef extern from *:
    """
    #define TILE_COLUMNS 32  /* of which `width`, the columns of right and out, is a multiple */
    #define TILE_DEPTH 64    /* rows of `right` at a time: they stay in the nearest cache */
    #define VECTOR(size) __attribute__((vector_size(4 * (size)), aligned(4), may_alias))
    typedef float vector_4 VECTOR(4);
    typedef float vector_8 VECTOR(8);
    typedef float vector_16 VECTOR(16);

    #define EACH_ROW _Pragma("GCC unroll 12") for (int row = 0; row < rows; row++)
    #define FIRST(place) (((vector *) (place))[0])
    #define SECOND(place) (((vector *) (place))[1])
    #define SMALLER(one, other) ((one) < (other) ? (one) : (other))

    #define PRODUCT(name, lanes, most, target) \
        target static inline __attribute__((always_inline)) void name##_tile( \
            const int rows, const long depth, const float *left, const long step, const float *right, \
            const long width, float *out) \
        { \
            typedef vector_##lanes vector; \
            vector one[most], two[most]; \
            EACH_ROW one[row] = FIRST(out + row * width), two[row] = SECOND(out + row * width); \
            for (long at = 0; at < depth; at++) { \
                const vector by = FIRST(right + at * width), more = SECOND(right + at * width); \
                EACH_ROW { \
                    one[row] += left[row * step + at] * by; \
                    two[row] += left[row * step + at] * more; \
                } \
            } \
            EACH_ROW FIRST(out + row * width) = one[row], SECOND(out + row * width) = two[row]; \
        } \
        target static void name( \
            const long rows, const long depth, const float *left, const long step, const float *right, \
            const long width, float *out) \
        { \
            for (long deep = 0; deep < depth; deep += TILE_DEPTH) \
                for (long row = 0, some = most; row < rows; row += some) { \
                    some = row + most <= rows ? most : 1; \
                    for (long column = 0; column < width; column += 2 * lanes) { \
                        const long under = SMALLER(TILE_DEPTH, depth - deep); \
                        const float *a = left + row * step + deep, *b = right + deep * width + column; \
                        if (some == 1) name##_tile(1, under, a, step, b, width, out + row * width + column); \
                        else name##_tile(most, under, a, step, b, width, out + row * width + column); \
                    } \
                } \
        }

    PRODUCT(product_plain, 4, 6, )
    #if defined(__x86_64__)
    PRODUCT(product_avx2, 8, 6, __attribute__((target("avx2,fma"))))
    PRODUCT(product_avx512, 16, 12, __attribute__((target("avx512f"))))
    #define PRODUCT_HERE \
        (__builtin_cpu_supports("avx512f") ? product_avx512 \
         : __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? product_avx2 : product_plain)
    #else
    #define PRODUCT_HERE product_plain
    #endif
    """
    enum:
        TILE_COLUMNS
    Product PRODUCT_HERE

cdef Product product = PRODUCT_HERE
