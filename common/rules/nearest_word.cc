#include "common/rules/nearest_word.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace sangam::rules {
namespace {

// No attribute or value is near to this length; longer words get no suggestion,
// which also bounds the work.
constexpr size_t kLongestWord = 64;

// "sfurti" of "schemes/sfurti"; what all names share says nothing.
absl::string_view IdOf(absl::string_view name) {
  return name.substr(name.rfind('/') + 1);
}

}  // namespace

int EditDistance(absl::string_view a, absl::string_view b) {
  const auto same = [&](size_t i, size_t j) {
    return absl::ascii_tolower(a[i - 1]) == absl::ascii_tolower(b[j - 1]);
  };
  // The rows of the usual table for the letter at hand and the two before it.
  std::vector<int> row(b.size() + 1);
  std::vector<int> before(b.size() + 1);
  std::vector<int> earlier(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) row[j] = static_cast<int>(j);
  for (size_t i = 1; i <= a.size(); ++i) {
    std::swap(earlier, before);
    std::swap(before, row);
    row[0] = static_cast<int>(i);
    for (size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({before[j - 1] + (same(i, j) ? 0 : 1), before[j] + 1,
                         row[j - 1] + 1});
      if (i > 1 && j > 1 && same(i, j - 1) && same(i - 1, j)) {
        row[j] = std::min(row[j], earlier[j - 2] + 1);
      }
    }
  }
  return row[b.size()];
}

NearestWord::NearestWord(absl::string_view written)
    : written_(written),
      best_(1 + std::max<int>(1, static_cast<int>(written.size()) / 3)) {}

void NearestWord::Offer(absl::string_view candidate,
                        absl::string_view suggestion) {
  if (written_.size() > kLongestWord || candidate.empty()) return;
  // A word of one or two letters is near to everything.
  if (written_.size() <= 2 && !absl::EqualsIgnoreCase(written_, candidate)) {
    return;
  }
  const int distance = EditDistance(written_, candidate);
  if (distance >= best_) return;
  best_ = distance;
  answer_ = std::string(suggestion);
}

std::string NearestName(absl::string_view name,
                        const std::vector<std::string>& names) {
  NearestWord nearest(IdOf(name));
  for (const std::string& known : names) nearest.Offer(IdOf(known), known);
  for (const std::string& known : names) {
    const absl::string_view id = IdOf(known);
    for (size_t end = id.find('-'); end != absl::string_view::npos;
         end = id.find('-', end + 1)) {
      nearest.Offer(id.substr(0, end), known);
    }
  }
  return nearest.answer();
}

}  // namespace sangam::rules
