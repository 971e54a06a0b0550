// Work on many versions, by several threads.
#ifndef SANGAM_SERVICES_MATCHING_COLUMNS_IN_PARTS_H_
#define SANGAM_SERVICES_MATCHING_COLUMNS_IN_PARTS_H_

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <functional>
#include <thread>
#include <vector>

namespace sangam::matching {

// Calls `work` with each number below `count`, by the calling thread and, where
// there are many, by some others at the same time. Returns when all is done, or
// soon after `cancelled`, which may be empty, is true: any of the threads asks
// it now and then. Whether all is done.
template <typename Work>
bool ForEachInParts(size_t count, const std::function<bool()>& cancelled,
                    const Work& work) {
  constexpr size_t kForAThread = 512;
  constexpr size_t kMostThreads = 8;
  constexpr size_t kAtOnce = 8;
  std::atomic<size_t> next{0};
  std::atomic<bool> stopped{false};
  const auto take = [&] {
    for (;;) {
      const size_t begin = next.fetch_add(kAtOnce);
      if (begin >= count || stopped) return;
      if (begin > 0 && cancelled && cancelled()) {
        stopped = true;
        return;
      }
      const size_t end = std::min(begin + kAtOnce, count);
      for (size_t i = begin; i < end; ++i) work(i);
    }
  };
  const size_t threads =
      std::min({count / kForAThread, kMostThreads,
                static_cast<size_t>(std::thread::hardware_concurrency())});
  std::vector<std::thread> others;
  for (size_t i = 1; i < threads; ++i) others.emplace_back(take);
  take();
  for (std::thread& thread : others) thread.join();
  return !stopped;
}

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COLUMNS_IN_PARTS_H_
