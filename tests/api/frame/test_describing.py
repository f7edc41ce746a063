"""What views say of themselves is told to the library once somebody asks for the description."""

from rest_framework.views import APIView

from guidance.api.frame import describing


def test_words_are_kept_until_all_is_told():
    class Nothing(APIView):
        @describing.described(operation_id="nothing", exclude=True)
        def get(self, request): ...

    assert not hasattr(Nothing.get, "kwargs")

    describing.tell_all()

    schema = Nothing.get.kwargs["schema"]()
    schema.view = Nothing(request=None, kwargs={})
    assert schema.get_operation_id() == "nothing"
    assert schema.is_excluded()


def test_each_is_told_once():
    @describing.described(summary="Read nothing")
    def view(self, request): ...

    describing.tell_all()
    told = view.kwargs["schema"]
    describing.tell_all()

    assert view.kwargs["schema"] is told
