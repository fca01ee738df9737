// What a visitor typed must not stay in memory after him (domain section 6): a string that grows, is copied or dies leaves
// its old letters in memory that is free. So every piece of memory C++ gives back in this program is wiped first; the
// operators of wiped_memory.cpp replace the library's in whatever links this folder. Not with AddressSanitizer, which
// keeps and watches freed memory itself.
#pragma once

namespace gongkai::kiosk {

#if defined(__SANITIZE_ADDRESS__)
inline constexpr bool memory_is_wiped = false;
#else
inline constexpr bool memory_is_wiped = true;
#endif

// Wipes the part of the stack that is free below the caller: short strings have lived there.
void wipe_free_stack();

}  // namespace gongkai::kiosk
