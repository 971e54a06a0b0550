#include "services/matching/engine/question_context.h"

#include <utility>

#include "services/matching/engine/localized_text.h"

namespace sangam::matching {
namespace {

PlaceChain ChainOf(const type::v1::Profile& profile, PlaceChain given,
                   const PlaceDirectory& places) {
  if (!given.empty() || profile.place().empty()) return given;
  return places.ChainOf(profile.place()).value_or(PlaceChain());
}

rules::Phrases::SchemeTitle TitlesIn(const CatalogSnapshot& catalog,
                                     std::string language_code) {
  return [&catalog, language = std::move(language_code)](
             absl::string_view name) -> std::string {
    const CompiledScheme* scheme = catalog.Find(name);
    return scheme == nullptr ? "" : TextIn(scheme->scheme.title(), language);
  };
}

}  // namespace

QuestionContext::QuestionContext(const CatalogSnapshot& catalog,
                                 const MatchSubject& subject,
                                 const PlaceDirectory& places,
                                 absl::CivilDay as_of,
                                 absl::string_view language_code)
    : QuestionContext(catalog, subject.profile, subject.place_chain, places,
                      as_of, language_code) {}

QuestionContext::QuestionContext(const CatalogSnapshot& catalog,
                                 const type::v1::Profile& profile,
                                 PlaceChain place_chain,
                                 const PlaceDirectory& places,
                                 absl::CivilDay as_of,
                                 absl::string_view language_code)
    : subject_(profile, ChainOf(profile, std::move(place_chain), places), as_of,
               catalog.dictionary(), &catalog.dated_references(), &places),
      phrases_(language_code, TitlesIn(catalog, std::string(language_code))),
      match_{profile,
             subject_,
             {places, catalog.dated_references()},
             catalog.dictionary(),
             phrases_} {}

}  // namespace sangam::matching
