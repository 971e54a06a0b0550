#include "services/matching/convergence/irreducible_set.h"

#include <algorithm>
#include <utility>

namespace sangam::matching {
namespace {

class Halving {
 public:
  Halving(int count, const CanBeKept& can_be_kept)
      : can_be_kept_(can_be_kept), marked_(count, 0) {}

  IrreducibleSet Find() && {
    Reduce(0, static_cast<int>(marked_.size()), false);
    for (size_t t = 0; t < marked_.size(); ++t) {
      if (marked_[t]) set_.terms.push_back(static_cast<int>(t));
    }
    return std::move(set_);
  }

 private:
  // Unmarked terms first ... last - 1 can't be kept beside the marked ones:
  // marks such of them as can't be, either. `is_new`: whether more than before
  // is marked, so that they may be needed no longer.
  void Reduce(int first, int last, bool is_new) {
    if (is_new && CanNotBeKept()) return;
    if (last - first == 1) {
      marked_[first] = 1;
      return;
    }
    if (first == last) return;
    const int middle = first + (last - first) / 2;
    // What is needed of the early half beside the whole late one, then what is
    // needed of that.
    Mark(middle, last, 1);
    Reduce(first, middle, true);
    Mark(middle, last, 0);
    const auto early_end = marked_.begin() + middle;
    const bool some =
        std::find(marked_.begin() + first, early_end, 1) != early_end;
    Reduce(middle, last, some);
  }

  bool CanNotBeKept() {
    const absl::optional<bool> can = can_be_kept_(marked_);
    set_.is_proven = set_.is_proven && can.has_value();
    return !can.value_or(true);
  }

  void Mark(int first, int last, char mark) {
    std::fill(marked_.begin() + first, marked_.begin() + last, mark);
  }

  const CanBeKept& can_be_kept_;
  std::vector<char> marked_;
  IrreducibleSet set_;
};

}  // namespace

IrreducibleSet FindIrreducibleSet(int count, const CanBeKept& can_be_kept) {
  return Halving(count, can_be_kept).Find();
}

}  // namespace sangam::matching
