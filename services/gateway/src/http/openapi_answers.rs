//! What every operation of the API may answer beside what it is for: problems, *not modified*, and the headers that come along;
//! and what answers have that the macros do not tell: a field that may be null is there nevertheless.

use std::collections::BTreeSet;

use axum::http::Method;
use utoipa::openapi::content::Content;
use utoipa::openapi::header::{Header, HeaderBuilder};
use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::response::{Response, ResponseBuilder};
use utoipa::openapi::schema::{AdditionalProperties, ArrayItems, Object, ObjectBuilder, Schema, SchemaType, Type};
use utoipa::openapi::{OpenApi, Ref, RefOr, Required};

use crate::http::idempotency::LONGEST_KEY;

/// When an operation may answer with a problem.
#[derive(Clone, Copy)]
enum Applies {
    /// Whatever is asked.
    Always,
    /// Something is named in the path.
    ToSomething,
    /// Something is changed.
    ToChanges,
    /// Something may be written wrongly: a query, a body, a key.
    ToWhatIsWritten,
}

/// The problems of every operation: status, name, when, and what they say.
const PROBLEMS: [(&str, &str, Applies, &str); 12] = [
    ("400", "BadRequest", Applies::ToChanges, "The body is no JSON."),
    ("401", "Unauthorized", Applies::Always, "There is no session and no token, or it does not serve any more."),
    ("403", "Forbidden", Applies::Always, "It is not for whoever asks, or not through this token."),
    ("404", "NotFound", Applies::ToSomething, "There is no such thing."),
    ("409", "Conflict", Applies::ToChanges, "The coordination does not allow it as things are; `code` says why."),
    ("413", "ContentTooLarge", Applies::ToChanges, "The body is too large."),
    ("415", "UnsupportedMediaType", Applies::ToChanges, "The body is not said to be `application/json`."),
    (
        "422",
        "UnprocessableContent",
        Applies::ToWhatIsWritten,
        "A field, a cursor or a key cannot be used; `at` says which, `detail` what to do.",
    ),
    ("429", "TooManyRequests", Applies::Always, "Too much was asked; `Retry-After` says when to ask again."),
    ("500", "InternalServerError", Applies::Always, "Something failed inside."),
    (
        "503",
        "ServiceUnavailable",
        Applies::Always,
        "A part is away or took too long; nothing was done that the same key would do twice.",
    ),
    ("default", "UnexpectedProblem", Applies::Always, "Any other problem."),
];

/// The key of the answer that says that nothing has changed.
const NOT_MODIFIED: &str = "NotModified";

/// Every operation, with its method.
pub(crate) fn operations(document: &mut OpenApi) -> impl Iterator<Item = (Method, &mut Operation)> {
    document.paths.paths.values_mut().flat_map(|item| {
        let each = [
            (Method::GET, item.get.as_mut()),
            (Method::POST, item.post.as_mut()),
            (Method::PUT, item.put.as_mut()),
            (Method::PATCH, item.patch.as_mut()),
            (Method::DELETE, item.delete.as_mut()),
        ];
        each.into_iter().filter_map(|(method, operation)| operation.map(|operation| (method, operation)))
    })
}

fn text() -> Object {
    Object::with_type(Type::String)
}

fn count() -> Object {
    ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(0)).build()
}

fn header(schema: Object, description: &str) -> Header {
    HeaderBuilder::new().schema(Schema::Object(schema)).description(Some(description)).build()
}

fn entity_tag() -> (String, Header) {
    ("ETag".to_owned(), header(text(), "A strong tag of this very answer, for `If-None-Match`."))
}

fn replayed() -> (String, Header) {
    let schema = ObjectBuilder::new().schema_type(Type::Boolean).build();
    let description =
        "Whether this is the answer to an earlier request with the same `Idempotency-Key`; left out where it is not.";
    ("Idempotency-Replayed".to_owned(), header(schema, description))
}

/// A problem as components have it.
fn problem(status: &str, description: &str) -> Response {
    let content = Content::new(Some(Ref::from_schema_name("Problem")));
    let response = ResponseBuilder::new().description(description).content("application/problem+json", content);
    match status {
        "401" => response.header("WWW-Authenticate", header(text(), "How to say whose the request is: `Bearer`.")),
        "429" | "503" => response.header("Retry-After", header(count(), "In how many seconds to ask again.")),
        _ => response,
    }
    .build()
}

fn header_parameter(name: &str, schema: Object, description: &str) -> Parameter {
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .schema(Some(Schema::Object(schema)))
        .description(Some(description))
        .build()
}

fn idempotency_key() -> Parameter {
    let key = ObjectBuilder::new().schema_type(Type::String).min_length(Some(1)).max_length(Some(LONGEST_KEY)).build();
    let description = "A text of one's own for this one change, for example a UUID. The same key with the same request is the same \
                       change, whenever it comes again; with another request it is refused.";
    header_parameter("Idempotency-Key", key, description)
}

fn is_named(operation: &Operation, name: &str, place: &ParameterIn) -> bool {
    let parameters = operation.parameters.as_deref().unwrap_or_default();
    parameters.iter().any(|parameter| parameter.name == name && parameter.parameter_in == *place)
}

/// Adds problems, headers and the headers to ask with to every operation.
pub(crate) fn add_answers(document: &mut OpenApi) {
    for (method, operation) in operations(document) {
        let changes = method != Method::GET;
        let parameters = operation.parameters.get_or_insert_default();
        // A query or a header has no null.
        for parameter in parameters.iter_mut() {
            parameter.schema.iter_mut().for_each(without_null);
        }
        parameters.retain(|parameter| !parameter.name.eq_ignore_ascii_case("Idempotency-Key"));
        let in_path = parameters.iter().any(|parameter| parameter.parameter_in == ParameterIn::Path);
        let in_query = parameters.iter().any(|parameter| parameter.parameter_in == ParameterIn::Query);
        parameters.push(if changes {
            idempotency_key()
        } else {
            header_parameter("If-None-Match", text(), "The tag of the answer that is known already.")
        });
        if let Some(body) = operation.request_body.as_mut() {
            // A body may be left out; it is never null.
            body.content.values_mut().filter_map(|content| content.schema.as_mut()).for_each(without_null);
        }
        let is_list = is_named(operation, "after", &ParameterIn::Query);
        let responses = &mut operation.responses.responses;
        responses.retain(|status, _| status.starts_with('2'));
        for response in responses.values_mut() {
            let RefOr::T(response) = response else { continue };
            let data = [
                ("Focalpoint-Position", header(count(), "The position in the log that the answer is as of.")),
                ("Focalpoint-Data-Age", header(count(), "How old the data are, in seconds, where that is known.")),
            ];
            response.headers.extend(data.map(|(name, header)| (name.to_owned(), header)));
            response.headers.extend([if changes { replayed() } else { entity_tag() }]);
            if is_list {
                let link = header(text(), "The next page, with `rel=\"next\"` (RFC 8288), where there is one.");
                response.headers.insert("Link".to_owned(), link);
            }
        }
        let refer = |name: &str| RefOr::Ref(Ref::from_response_name(name));
        if !changes {
            responses.insert("304".to_owned(), refer(NOT_MODIFIED));
        }
        for (status, name, applies, _) in PROBLEMS {
            let may_be = match applies {
                Applies::Always => true,
                Applies::ToSomething => in_path,
                Applies::ToChanges => changes,
                Applies::ToWhatIsWritten => changes || in_query,
            };
            if may_be {
                responses.insert(status.to_owned(), refer(name));
            }
        }
    }
    let components = document.components.get_or_insert_default();
    for (status, name, _, description) in PROBLEMS {
        components.responses.insert(name.to_owned(), RefOr::T(problem(status, description)));
    }
    let (name, tag) = entity_tag();
    let not_modified = ResponseBuilder::new().description("It is still what the tag is of.").header(name, tag).build();
    components.responses.insert(NOT_MODIFIED.to_owned(), RefOr::T(not_modified));
}

/// What the macros call a page of something before its name.
const PAGE_OF: &str = "List_";

/// Gives the pages of lists plain names, `TaskPage` and not `List_Task`, and has them refer to what they are pages of.
pub(crate) fn name_pages(document: &mut OpenApi) {
    let plain = |name: &str| name.strip_prefix(PAGE_OF).map(|of| (of.to_owned(), format!("{of}Page")));
    for (_, operation) in operations(document) {
        for response in operation.responses.responses.values_mut() {
            let RefOr::T(response) = response else { continue };
            for content in response.content.values_mut() {
                let Some(RefOr::Ref(reference)) = &content.schema else { continue };
                let name = reference.ref_location.trim_start_matches("#/components/schemas/");
                if let Some((_, page)) = plain(name) {
                    content.schema = Some(RefOr::Ref(Ref::from_schema_name(page)));
                }
            }
        }
    }
    let Some(components) = document.components.as_mut() else { return };
    let pages: Vec<String> = components.schemas.keys().filter(|name| name.starts_with(PAGE_OF)).cloned().collect();
    for name in pages {
        let (Some((of, page)), Some(mut schema)) = (plain(&name), components.schemas.remove(&name)) else { continue };
        if let RefOr::T(Schema::Object(object)) = &mut schema
            && let Some(RefOr::T(Schema::Array(items))) = object.properties.get_mut("items")
        {
            items.items = ArrayItems::RefOrSchema(Box::new(RefOr::Ref(Ref::from_schema_name(of))));
        }
        components.schemas.insert(page, schema);
    }
}

/// Calls `change` with every object within a schema, itself included.
fn each_object(schema: &mut RefOr<Schema>, change: &mut impl FnMut(&mut Object)) {
    let RefOr::T(schema) = schema else { return };
    match schema {
        Schema::Object(object) => {
            change(object);
            object.properties.values_mut().for_each(|property| each_object(property, change));
            if let Some(AdditionalProperties::RefOr(more)) = object.additional_properties.as_deref_mut() {
                each_object(more, change);
            }
        }
        Schema::Array(array) => {
            if let ArrayItems::RefOrSchema(items) = &mut array.items {
                each_object(items, change);
            }
        }
        Schema::OneOf(one_of) => one_of.items.iter_mut().for_each(|item| each_object(item, change)),
        Schema::AllOf(all_of) => all_of.items.iter_mut().for_each(|item| each_object(item, change)),
        Schema::AnyOf(any_of) => any_of.items.iter_mut().for_each(|item| each_object(item, change)),
        _ => {}
    }
}

fn may_be_null_type(schema_type: &SchemaType) -> bool {
    match schema_type {
        SchemaType::Type(one) => *one == Type::Null,
        SchemaType::Array(several) => several.contains(&Type::Null),
        SchemaType::AnyValue => false,
    }
}

fn may_be_null(schema: &RefOr<Schema>) -> bool {
    match schema {
        RefOr::T(Schema::Object(object)) => may_be_null_type(&object.schema_type),
        RefOr::T(Schema::Array(array)) => may_be_null_type(&array.schema_type),
        RefOr::T(Schema::OneOf(one_of)) => one_of.items.iter().any(may_be_null),
        RefOr::T(_) | RefOr::Ref(_) => false,
    }
}

fn not_null(schema_type: &mut SchemaType) {
    if let SchemaType::Array(several) = schema_type {
        several.retain(|one| *one != Type::Null);
        if let [one] = several.as_slice() {
            *schema_type = SchemaType::Type(one.clone());
        }
    }
}

fn without_null(schema: &mut RefOr<Schema>) {
    match schema {
        RefOr::T(Schema::Object(object)) => not_null(&mut object.schema_type),
        RefOr::T(Schema::Array(array)) => not_null(&mut array.schema_type),
        RefOr::T(Schema::OneOf(one_of)) => {
            one_of.items.retain(|item| !may_be_null(item));
            if let [only] = one_of.items.as_slice() {
                *schema = only.clone();
            }
        }
        RefOr::T(_) | RefOr::Ref(_) => {}
    }
}

/// The names of the schemas that a piece of the document refers to.
fn referred(piece: &impl serde::Serialize) -> BTreeSet<String> {
    fn walk(value: &serde_json::Value, found: &mut BTreeSet<String>) {
        match value {
            serde_json::Value::Object(fields) => {
                let reference = fields.get("$ref").and_then(serde_json::Value::as_str);
                found.extend(reference.and_then(|at| at.strip_prefix("#/components/schemas/")).map(str::to_owned));
                fields.values().for_each(|field| walk(field, found));
            }
            serde_json::Value::Array(items) => items.iter().for_each(|item| walk(item, found)),
            serde_json::Value::Null
            | serde_json::Value::Bool(_)
            | serde_json::Value::Number(_)
            | serde_json::Value::String(_) => {}
        }
    }
    let mut found = BTreeSet::new();
    walk(&serde_json::to_value(piece).unwrap_or_default(), &mut found);
    found
}

/// What programs send: the schemas of bodies, and all that these refer to.
fn sent(document: &mut OpenApi) -> BTreeSet<String> {
    let bodies: Vec<_> = operations(document).filter_map(|(_, operation)| operation.request_body.clone()).collect();
    let (mut all, mut new) = (BTreeSet::new(), referred(&bodies));
    let schemas = document.components.as_ref().map(|components| components.schemas.clone()).unwrap_or_default();
    while !new.is_empty() {
        let further: BTreeSet<_> = new.iter().filter_map(|name| schemas.get(name)).flat_map(referred).collect();
        all.extend(new);
        new = further.difference(&all).cloned().collect();
    }
    all
}

/// Makes schemas say what is so: in answers a field that may be null is always there.
pub(crate) fn exact_schemas(document: &mut OpenApi) {
    let sent = sent(document);
    let Some(components) = document.components.as_mut() else { return };
    for (_, schema) in components.schemas.iter_mut().filter(|(name, _)| !sent.contains(*name)) {
        each_object(schema, &mut |object| {
            let optional =
                |(name, schema): &(&String, &RefOr<Schema>)| may_be_null(schema) && !object.required.contains(name);
            let missing: Vec<_> = object.properties.iter().filter(optional).map(|(name, _)| name.clone()).collect();
            object.required.extend(missing);
        });
    }
}
