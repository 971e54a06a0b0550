#include "services/sangamctl/document/nearest_name.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace sangam::sangamctl {
namespace {

// Longer words are not worth comparing; names are far shorter.
constexpr size_t kMaxWordBytes = 100;

std::string Fold(absl::string_view word) {
  return absl::StrReplaceAll(absl::AsciiStrToLower(word),
                             {{"_", ""}, {"-", ""}, {" ", ""}});
}

// The least number of insertions, deletions, replacements and swaps of
// neighbours that turn `a` into `b`.
size_t EditDistance(absl::string_view a, absl::string_view b) {
  std::vector<size_t> before(b.size() + 1), last(b.size() + 1),
      now(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    now[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      now[j] = std::min(
          {last[j] + 1, now[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        now[j] = std::min(now[j], before[j - 2] + 1);
      }
    }
    std::swap(before, last);
    std::swap(last, now);
  }
  return last[b.size()];
}

}  // namespace

std::string NearestName(absl::string_view word,
                        const std::vector<std::string>& candidates) {
  if (word.empty() || word.size() > kMaxWordBytes) return "";
  const std::string folded = Fold(word);
  const std::string* best = nullptr;
  // A third of the word may be wrong, but at least one character.
  size_t best_distance = std::max<size_t>(1, folded.size() / 3) + 1;
  for (const std::string& candidate : candidates) {
    const size_t distance = EditDistance(folded, Fold(candidate));
    if (distance < best_distance) {
      best = &candidate;
      best_distance = distance;
    }
  }
  return best == nullptr ? "" : *best;
}

std::string DidYouMean(absl::string_view word,
                       const std::vector<std::string>& candidates) {
  const std::string nearest = NearestName(word, candidates);
  return nearest.empty() ? ""
                         : absl::StrCat("; did you mean \"", nearest, "\"?");
}

}  // namespace sangam::sangamctl
