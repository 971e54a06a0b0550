#include "services/matching/engine/slab_formula.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/substitute.h"
#include "common/money/format.h"
#include "services/matching/engine/formula_words.h"
#include "services/matching/engine/slab_amount.h"

namespace sangam::matching {
namespace {

using scheme_catalog::v1::Slab;
using scheme_catalog::v1::SlabAmount;

class SlabWords {
 public:
  SlabWords(const SlabAmount& slabs, const MatchContext& context)
      : slabs_(slabs),
        measure_(slabs.measure_attribute()),
        context_(context),
        label_(LabelOf(measure_, context)) {}

  std::string Progressive() const {
    std::vector<std::string> parts;
    int64_t from = 0;
    for (const Slab& slab : slabs_.slabs()) {
      std::string part = Part(slab, from);
      if (slab.has_cap_paise()) {
        part = absl::StrCat("(", part, AtMost(true, slab.cap_paise(), context_),
                            ")");
      }
      parts.push_back(std::move(part));
      if (!slab.has_up_to()) break;
      from = std::max(from, slab.up_to());
    }
    const int64_t* number = context_.Number(measure_);
    std::string text = absl::StrCat(
        absl::StrJoin(parts, " + "), " (", label_,
        number == nullptr
            ? ""
            : absl::StrCat(" ", InUnitOf(measure_, *number, context_)),
        ")");
    if (slabs_.nothing_above() && slabs_.slabs().rbegin()->has_up_to()) {
      absl::StrAppend(&text, "; ", NothingAbove());
    }
    return text;
  }

  std::string WholeAmount() const {
    if (const int64_t* number = context_.Number(measure_)) {
      const Slab* slab = SlabOf(slabs_, *number);
      return slab == nullptr ? AboveAll() : OneOf(*slab);
    }
    std::vector<std::string> ways;
    for (const Slab& slab : slabs_.slabs()) {
      ways.push_back(OneOf(slab));
      if (!slab.has_up_to()) break;
    }
    if (slabs_.slabs().rbegin()->has_up_to()) ways.push_back(AboveAll());
    return absl::StrJoin(ways, "; ");
  }

 private:
  std::string Units(int64_t number) const {
    return InUnitOf(measure_, number, context_);
  }

  // What the slab pays for one part, and for which units.
  std::string Part(const Slab& slab, int64_t from) const {
    const bool share = slab.rate_case() == Slab::kShareBps;
    if (!share && slab.rate_case() != Slab::kPaiseEach) {
      return Rate(Slab(), label_);
    }
    const std::string rate = share ? FormatBasisPoints(slab.share_bps())
                                   : FormatPaise(slab.paise_each());
    if (!slab.has_up_to()) {
      if (from == 0) return Rate(slab, label_);
      return absl::Substitute(
          share ? Say(context_, "$0 of the rest", "बाकी का $0")
                : Say(context_, "$0 for each further one", "आगे हर एक के लिए $0"),
          rate);
    }
    const std::string width = Units(std::max(slab.up_to(), from) - from);
    if (from == 0) {
      return absl::Substitute(
          share ? Say(context_, "$0 of the first $1", "पहले $1 का $0")
                : Say(context_, "$0 for each of the first $1",
                      "पहले $1 में हर एक के लिए $0"),
          rate, width);
    }
    return absl::Substitute(
        share ? Say(context_, "$0 of the next $1", "अगले $1 का $0")
              : Say(context_, "$0 for each of the next $1",
                    "अगले $1 में हर एक के लिए $0"),
        rate, width);
  }

  // What the slab's rate gives for all of `measure`, a number or a label.
  std::string Rate(const Slab& slab, const std::string& measure) const {
    switch (slab.rate_case()) {
      case Slab::kShareBps:
        return absl::Substitute(Say(context_, "$0 of $1", "$1 का $0"),
                                FormatBasisPoints(slab.share_bps()), measure);
      case Slab::kFixedPaise:
        return FormatPaise(slab.fixed_paise());
      case Slab::kPaiseEach:
        return absl::StrCat(measure, " × ", FormatPaise(slab.paise_each()));
      case Slab::RATE_NOT_SET:
        break;
    }
    return std::string(
        Say(context_, "a sum that is not stated", "राशि नहीं बताई गई"));
  }

  std::string OneOf(const Slab& slab) const {
    return absl::StrCat(
        Rate(slab, NumberOrLabel(measure_, context_)),
        AtMost(slab.has_cap_paise(), slab.cap_paise(), context_), " (",
        Bounds(slab), ")");
  }

  // "project cost above ₹5,00,000 and up to ₹8,00,000".
  std::string Bounds(const Slab& slab) const {
    absl::optional<int64_t> above;
    for (const Slab& before : slabs_.slabs()) {
      if (&before == &slab) break;
      above = before.up_to();
    }
    if (!slab.has_up_to()) {
      return above ? Above(*above)
                   : absl::Substitute(
                         Say(context_, "any $0", "$0 चाहे जितना हो"), label_);
    }
    if (!above) {
      return absl::Substitute(Say(context_, "$0 up to $1", "$0 $1 तक"), label_,
                              Units(slab.up_to()));
    }
    return absl::Substitute(
        Say(context_, "$0 above $1 and up to $2", "$0 $1 से अधिक और $2 तक"),
        label_, Units(*above), Units(slab.up_to()));
  }

  std::string Above(int64_t limit) const {
    return absl::Substitute(Say(context_, "$0 above $1", "$0 $1 से अधिक"),
                            label_, Units(limit));
  }

  std::string NothingAbove() const {
    return absl::Substitute(Say(context_, "nothing ($0)", "कुछ नहीं ($0)"),
                            Above(slabs_.slabs().rbegin()->up_to()));
  }

  std::string AboveAll() const {
    if (slabs_.nothing_above()) return NothingAbove();
    return absl::Substitute(
        Say(context_, "a sum that is not stated ($0)", "राशि नहीं बताई गई ($0)"),
        Above(slabs_.slabs().rbegin()->up_to()));
  }

  const SlabAmount& slabs_;
  const std::string& measure_;
  const MatchContext& context_;
  const std::string label_;
};

}  // namespace

std::string SlabFormulaText(const SlabAmount& slabs,
                            const MatchContext& context) {
  if (slabs.slabs().empty()) return "";
  const SlabWords words(slabs, context);
  const bool progressive =
      slabs.mode() == scheme_catalog::v1::SLAB_MODE_PROGRESSIVE;
  return absl::StrCat(
      progressive ? words.Progressive() : words.WholeAmount(),
      AtMost(slabs.has_cap_paise(), slabs.cap_paise(), context));
}

}  // namespace sangam::matching
