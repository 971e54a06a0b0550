#include "common/rules/reference_data.h"

#include <utility>

#include "common/rules/recorded_value.h"

namespace sangam {

// A date that is not a day of the calendar bounds nothing: the catalogue stores
// none.
template <typename Message>
DatedReferences::Period DatedReferences::PeriodOf(const Message& message) {
  Period period;
  if (message.has_effective_from()) {
    period.from = rules::DayOf(message.effective_from());
  }
  if (message.has_effective_until()) {
    period.until = rules::DayOf(message.effective_until());
  }
  return period;
}

DatedReferences::DatedReferences(
    const std::vector<scheme_catalog::v1::Parameter>& parameters,
    const std::vector<scheme_catalog::v1::PlaceSet>& place_sets)
    : generation_(NewGeneration()) {
  for (const auto& parameter : parameters) {
    auto& values = parameters_[parameter.name()];
    for (const auto& value : parameter.values()) {
      rules::Value known =
          rules::RecordedValue(value.value(), parameter.type());
      if (rules::IsKnown(known)) {
        values.push_back({PeriodOf(value), std::move(known)});
      }
    }
    titles_[parameter.name()] = {parameter.title().text().begin(),
                                 parameter.title().text().end()};
  }
  for (const auto& set : place_sets) {
    DatedPlaceSet& dated = place_sets_[set.name()];
    dated.incomplete = set.incomplete();
    for (const auto& member : set.members()) {
      dated.places.push_back({PeriodOf(member), member.place()});
    }
    titles_[set.name()] = {set.title().text().begin(),
                           set.title().text().end()};
  }
}

absl::optional<DatedReferences::PlaceSetOnDay> DatedReferences::PlaceSet(
    absl::string_view name, absl::CivilDay day) const {
  const auto found = place_sets_.find(name);
  if (found == place_sets_.end()) return absl::nullopt;
  PlaceSetOnDay on_day;
  on_day.incomplete = found->second.incomplete;
  for (const DatedPlace& place : found->second.places) {
    if (place.period.Holds(day)) on_day.places.push_back(place.place);
  }
  return on_day;
}

rules::Value DatedReferences::Parameter(absl::string_view name,
                                        absl::CivilDay day) const {
  const auto found = parameters_.find(name);
  if (found == parameters_.end()) return {};
  for (const DatedValue& value : found->second) {
    if (value.period.Holds(day)) return value.value;
  }
  return {};
}

std::string DatedReferences::TitleOf(absl::string_view name,
                                     absl::string_view language_code) const {
  const auto found = titles_.find(name);
  if (found == titles_.end()) return "";
  return rules::InLanguage(found->second, language_code);
}

const DatedReferences& DatedReferences::Empty() {
  static const DatedReferences* const kEmpty = new DatedReferences();
  return *kEmpty;
}

}  // namespace sangam
